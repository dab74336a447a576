/**
 * Installs by pip where some packages come as an archive of sources alone, without running code of
 * theirs: what is Python in them is put into a wheel, as their own set-up would most often do, and
 * pip takes it from there. A package with code to be compiled is left to pip, which refuses it.
 * Arguments: those of pip. Runs inside the sandbox, like pip itself.
 */
export const FROM_SOURCES = `
import hashlib, html, io, os, re, subprocess, sys, tarfile, urllib.parse, urllib.request, zipfile
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name, parse_sdist_filename
PIP = [sys.executable, '-m', 'pip', *sys.argv[1:], '--find-links', 'wheels']
MISSING = re.compile(r'satisfies the requirement (.+?) \\(from versions: [^)]*\\)')
COMPILED = re.compile(r'\\.(c|cc|cpp|cxx|pyx|pxd|rs|f|f90|go|java)$')
BESIDE = re.compile(r'^(tests?|testing|docs?|examples?|benchmarks?|scripts?|tools?|build|dist|\\..*|.*\\.egg-info)$')
FILE_BYTES, FILES = 50_000_000, 5_000
def get(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read(FILE_BYTES), answer.geturl()
def links(index, name):
    page, base = get(index.rstrip('/') + '/' + canonicalize_name(name) + '/')
    for tag in re.findall(r'<a\\s[^>]*>', page.decode('utf-8', 'replace')):
        href = re.search(r'href="([^"]+)"', tag)
        if href and 'data-yanked' not in tag:
            yield urllib.parse.urljoin(base, html.unescape(href.group(1)))
def archive(wanted):
    found = []
    indexes = [os.environ.get('PIP_INDEX_URL', ''), *os.environ.get('PIP_EXTRA_INDEX_URL', '').split()]
    for index in filter(None, indexes):
        for url in links(index, wanted.name):
            file = urllib.parse.unquote(url.split('#')[0].split('/')[-1])
            try:
                name, version = parse_sdist_filename(file)
            except Exception:
                continue
            if wanted.specifier.contains(version, prereleases=None) and name == canonicalize_name(wanted.name):
                found.append((version, url))
    if not found:
        return None
    version, url = max(found, key=lambda each: each[0])
    data, _ = get(url.split('#')[0])
    digest = re.search(r'sha256=(\\w+)', url)
    if digest and hashlib.sha256(data).hexdigest() != digest.group(1):
        return None
    return str(version), url.split('#')[0], data
def unpacked(url, data):
    if url.endswith('.zip'):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            pairs = [(each.filename, file.read(each)) for each in file.infolist()[:FILES] if each.file_size < FILE_BYTES]
    else:
        with tarfile.open(fileobj=io.BytesIO(data)) as file:
            pairs = [(each.name, file.extractfile(each).read()) for each in file.getmembers()[:FILES] if each.isfile() and each.size < FILE_BYTES]
    return {name.split('/', 1)[1]: content for name, content in pairs if '/' in name and '..' not in name.split('/')}
def text(files, pattern):
    return next((files[name].decode('utf-8', 'replace') for name in files if re.search(pattern, name)), '')
def modules(files):
    named = [line.strip() for line in text(files, r'\\.egg-info/top_level\\.txt$').splitlines() if line.strip()]
    named = [name for name in named if name not in sys.stdlib_module_names]
    for root in ('src/', 'lib/', ''):
        inside = {name[len(root):]: name for name in files if name.startswith(root)}
        tops = named or sorted({
            name.split('/')[0] for name in inside
            if name.endswith('/__init__.py') and name.count('/') == 1 and not BESIDE.match(name.split('/')[0])
        } | {
            name[:-3] for name in inside
            if re.fullmatch(r'\\w+\\.py', name) and not re.match(r'(setup|conftest|test_\\w*|tests?|ez_setup|distribute_setup)\\.py', name)
        })
        taken = {name: full for name, full in inside.items() if name.split('/')[0] in tops or (name.count('/') == 0 and name[:-3] in tops and name.endswith('.py'))}
        if any(name.endswith('.py') for name in taken):
            return taken
    return {}
def needs(files):
    marker = ''
    for line in text(files, r'\\.egg-info/requires\\.txt$').splitlines():
        section = re.fullmatch(r'\\[([^:\\]]*):?(.*)\\]', line.strip())
        if section:
            marker = None if section.group(1) else section.group(2)
        elif line.strip() and marker is not None:
            yield line.strip() + ('; ' + marker if marker else '')
def wheel(requirement):
    wanted = Requirement(requirement)
    got = archive(wanted)
    if got is None:
        return False
    version, url, data = got
    files = unpacked(url, data)
    taken = modules(files)
    if not taken or any(COMPILED.search(name) for name in taken.values()):
        print(wanted.name + ' has code that must be built', file=sys.stderr)
        return False
    name = re.sub(r'[-_.]+', '_', wanted.name)
    info = name + '-' + version + '.dist-info/'
    head = re.split(r'\\n\\s*\\n', text(files, r'^PKG-INFO$').replace('\\r', ''), maxsplit=1)[0]
    if not head.startswith('Metadata-Version'):
        head = 'Metadata-Version: 2.1\\nName: %s\\nVersion: %s' % (wanted.name, version)
    if 'Requires-Dist:' not in head:
        head += ''.join('\\nRequires-Dist: ' + each for each in needs(files))
    os.makedirs('wheels', exist_ok=True)
    with zipfile.ZipFile('wheels/%s-%s-py3-none-any.whl' % (name, version), 'w') as file:
        for path, full in taken.items():
            file.writestr(path, files[full])
        file.writestr(info + 'METADATA', head + '\\n')
        file.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: gate\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        points = text(files, r'\\.egg-info/entry_points\\.txt$')
        if points:
            file.writestr(info + 'entry_points.txt', points)
        file.writestr(info + 'RECORD', '')
    print('%s %s: its archive of sources was taken as it is, and none of its code was run' % (wanted.name, version))
    return True
os.makedirs('wheels', exist_ok=True)
done = set()
while True:
    ran = subprocess.run(PIP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = MISSING.search(ran.stdout)
    requirement = re.sub(r' \\(from .*', '', found.group(1)) if found else None
    try:
        again = ran.returncode != 0 and requirement and requirement not in done and len(done) < 20 and wheel(requirement)
    except Exception as problem:
        print(type(problem).__name__, problem, file=sys.stderr)
        again = False
    if not again:
        print(ran.stdout)
        sys.exit(ran.returncode)
    done.add(requirement)
`;
