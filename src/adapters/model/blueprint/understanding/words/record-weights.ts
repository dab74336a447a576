/**
 * How much a word, a rule that found a record, or a count speaks for records (above 0) or
 * against. Written by `node bench/understanding/fit.ts`.
 */
export const RECORD_WEIGHTS: readonly (readonly [weight: number, features: string])[] = [
  [-1.25, 'length:'],
  [-0.95, 'every:'],
  [-0.9, 'file'],
  [-0.7, 'page'],
  [-0.6, 'function python rule:other-verb'],
  [-0.55, 'browser converter print screen second slider two'],
  [-0.5, 'game implement line player predict speed'],
  [-0.45, 'draw library random show ten three train'],
  [-0.4, 'build command csv pictur program result terminal turn using write'],
  [
    -0.35,
    'bot calculator change copy detect generator html k memory messag metronome no photo play plot rule:contains script simulation static take test text user',
  ],
  [
    -0.3,
    'bit block button c clone cluster compare convert data discord godot hospital javascript join logs markdown mean network output same set support',
  ],
  [
    -0.25,
    'about adjustable art chang code compiler currency dependenci enemi exif folder github go highlight interpreter kotlin load make model musician regression server should single solver sudoku supermarket up ups voice weather websocket window',
  ],
  [
    -0.2,
    'algorithm all anyth bar benchmark between bird chat check cli component cover crate face flappy format given hidden house http image input just kubernet length letter lisp loop map merg most pars password paste pdf physic picture pipeline pixel png pric proces prometheu renam retri rule:target rust scrape snake spread t tail tetri than through tiny validat video way website zig',
  ],
  [
    -0.15,
    'above action address adventure analysi answer arrow asteroid based bash built byte call camera ci classifier clock collector color comput computer configuration css dataset desktop devic dialect documentation does double drop election engine exampl exist exit extension fail filter fine five garbage google got gradient graphic haskell health hear how iban includ index internet jpeg keyboard keys kids language latency layout little live lose m meter metric module move nice ocr ones option package paint pass performance playlist power qr quality quote rate react regex render report requirement right rotat round several simulator solar sound space split step strength suggestion summarise tell terraform tower traffic tune typed unit variabl walk wave websit without x',
  ],
  [
    -0.1,
    'advert airport along already analyst animat animation array average background band best binary black boost brand bucket cach channel chart choose chrome clean click colour compar concert config configure content cook coordinat could current d default delay deploy deployment develop diagram difference dimension don download drive dump e eight element encod engineer episode estimate evaluation event example expose expression extract factorisation fall fast feed forecast forward generat get gpx graph grid he helm hey hi high histogram holiday hot imag invoic invoice itself java json junction kafka kept land large last leader least level light like longer match matrix message minut minute mode morn news night nightly node non once packag parser pattern pause payment pdfs phase photographer pip plain pls portfolio precision preferr probability properti protocol proxy public pull push puts py pytest queue range ray read receive recognis remain remov replication restart rmse room sale scann search section ship simulate sits slack slow small speech src standard statement steer stori stream strip talk telegram temperature till timer together too topic transaction typescript typing usage use valu van very watch whisper width within word workflow writ written youtube zero',
  ],
  [
    -0.05,
    'acceptance account afterward against alert allow alway american android another any appear appli arrive article automatically backup base behind branch calculate cannot canva charg charge coin compute configurable confusion connect convolutional core coverage cow cows criteria curv customer cut dark dashboard decid deliver demand demo developer disk display docs doesn doing door drawn duplicate eleven else embedd emergency english enough epoch erp error exhibition experiment explain external f far few figur find fire fit flight fly forest forty four fram front functional gallery garden good gravity green guard handl hero hour import important include increas instance instead instruction interval introduction isn issu kb languag laptop latitude led legal lets librarian linear linux listen ll loader local locally long longitude loss machine mask measur metadata microphone movement movielen moving mp mqtt ms much multi multiplayer music n need net new next nginx nine noise not noth notification numeric off one only operator ought outside overview parse parti path perhap photograph pi plus podcast population prediction pres press principal problem process produce programm project provider raspberry reader readme recall receipt receiv recommend red reproducible respons rest retir retry ring roll route row runtime saturday say says schedule scor seat send seven short shortest shown simulat since singer sit site slide some someth spot station still stop story subset such swing taken taking target teach term theme thirty timeline titl toml touch txt u under us validation value wait webassembly while whiteboard will wrap yaml yet',
  ],
  [
    0.05,
    'abstract actor added adds administration again allotment also apiary applicant approv articl asked assessment athlete attend attribut auction authentication authority award backend bank because bed bedroom beds beekeeper below berth bike bill bottl boxe breed bring builder burial bus buse busines buy caf campaign cancell candidat carrier cars cart catch cause centre certificat chain checklist children choice church cinema claim clerk climber clinic coach coffee collect column commission commit composer conference container context control copi costum counter coupon cours creat create curator daily damage days deal decimal defect defin deliveri delivery departure depth destination detail director directory discount discussion dish distance dive do document dog dogs dosage during edition electricity enclosure entiti episod estimat everybody everyth exercis exercise expens expir expire expiry export expres fair family fancy farm fees field fill finish firm first flag flask float floor form forum free frequency friend fuel gardener generate genre gets goal grad grant grape grave half hall handle happen harbour hardware hasn having height hello her history hive holder host hotel hourly household identifi inside inspect instructor instrument insurance integration interview january js juror jwt keeper kit kitchen label laboratory laravel law lead left licence lift listener litr living logg login machin mail maintain maker manag manufacturer master mechanic medicin medicine meet membership mileage milk mobile moment mother movi multiple municipality neighbour newsletter noted now nurs observation offline organiser origin other outcome overdue parcel parent parish patient persist pet pets ph php pilot platform port postcode practice prescription pressure priority prize programme progres protection publication quantiti quizz rais rating re recommendation reduc reference region registration remark rental replace reps request requir resident role rout rule:entity-list sail salary save saved saving scan scenario schema scope screening season secretary seed sell servic share she shed sheet shelf shipment shirt shopper signal size sold someone source sowing stack stat string submitt subscriber supplier surname survey sync tabl tablet tag task tax technician theatre timestamp took tool trace trainer treasurer trip try tuner tutor twice ui university until used vaccination vaccine variety vehicle vendor venu vessel vet via view viewing village vintage volume warehous watering wedd weekday well wife work worker workout workshop would your',
  ],
  [
    0.1,
    'accept administrator adoption after agency agent am animal apply around arrival artefact artist assign association attach attendance author back barcode blog boat body booking boot born both brought bug cake came cancel capacity car caretaker catalog category cemetery certain charity checkout clas client clos comment compani console cost council country court deadline define department diary django doctor driver drug entri every expect expos famili fault fee fixed flat fleet football freelancer garage gave glossary goes great gros gym habit harvest head help hold houseplant incident integer job kilo lake league learn leave lend limit link listing lot many max may meal measurement mileston month museum ok orchard organis organise pallet passenger passport patch per period permit person plan plann plate poll property propose publisher purchase question quot reason recurr regional reminder reply reserve restaurant rule:passive runs schedul scholarship serving session sex shelter shipp shop shopp sighting solution song sort stand stay storage studio subject submission themselv tick tournament treatment useful v varchar vehicl veterinary visible vue week weekly weigh whether yearly yes',
  ],
  [
    0.15,
    'age asset birth birthday blood box budget building cellar citizen city close colleagu come company condition contain correct count course crm crud datetime deposit desk donation done duration end equipment estate feature fixtur food forget guest home hr idea inspection inspector int issue item jobs lab later let made maintenance mark neighbourhood null old out own park participant people personal pick planner plant pool postgresql primary pupil referenc reject remember rent research reservation reviewer rule:look-verb rule:table sample see self severity shar shift spring sqlite stamp statistic subscription supabase tags teacher their these ticket time town translator type update vinyl visitor vote warehouse whom',
  ],
  [
    0.2,
    'able addres admin approve board bookmark can categori collection consist contact contract day dose each expense found grade hand ingredient key lent loan look lost manage material movie my offer paper place please quantity reading recip registry repair repository scheduler serial service sign simple speci start stock stor submit team todo translation version visit water wine',
  ],
  [
    0.25,
    'club complaint description donor due edit employe know location office open our paid phone price record rule:subject statu store volunteer',
  ],
  [
    0.3,
    'borrow employee owner put review rule:rest rule:schema software staff student tast tenant track',
  ],
  [
    0.35,
    'application appointment archive belong down management recipe rule:act-verb rule:each table them want weight',
  ],
  [0.4, 'enter member portal post system where who'],
  [0.45, 'delete group note school year'],
  [0.5, 'add id rule:system-with what'],
  [0.55, 'inventory log we'],
  [0.6, 'keep manager number rule:plain-list'],
  [0.65, 'app catalogue database list title'],
  [0.7, 'rule:plural'],
  [0.75, 'book date rule:mention tracker'],
  [0.85, 'rule:attribute-list'],
  [1.0, 'register'],
  [1.1, 'rule:attributes-in-prose'],
  [1.15, 'name'],
  [1.45, 'rule:record-verb'],
  [1.75, 'records: rule:management'],
];
