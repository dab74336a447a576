import { wordSet } from './word-set.ts';

/** Nouns about the software and the way it is talked about; never records. */
export const STOP_NOUNS = wordSet(`
  system systems application app apps platform website site web portal tool tools software program
  programme page screen button dashboard dashboards feature features functionality function module
  component interface ui ux api apis endpoint endpoints server backend frontend client-side database db
  data information info detail details list lists table tables field fields form forms view views
  record records entry entries item-level crud operation operations action actions option options
  requirement requirements specification user-story story stories acceptance criterion criteria goal goals
  objective objectives scope overview introduction summary purpose problem solution project-scope background
  way ways time times day days thing things stuff lot bit kind kinds type types example examples
  case cases use uses usage part parts number numbers set sets range variety series group-by
  access permission permissions login logout signup sign-up sign-in authentication authorization
  authorisation security privacy session sessions-token token tokens password passwords credential
  credentials encryption performance scalability reliability availability usability
  maintainability response responses request-body code codebase architecture framework stack technology
  technologies language javascript typescript python java node react vue angular html css sql
  sqlite postgres postgresql mysql mongodb mongo redis docker kubernetes rest graphql json xml csv
  pdf excel spreadsheet spreadsheets paper file-format http https url urls browser browsers
  internet network cloud desktop phone-app mobile smartphone tablet device-type
  filter filters search searches sort sorting pagination paging history overview status statuses
  change changes update updates addition additions creation deletion modification
  ability abilities need needs want able help
  work process processes workflow workflows step steps manner order-by fashion place places
  people person-hours everyone everybody someone somebody anyone anybody nobody one ones team-wide
  management manager-tool tracking tracker planner organiser organizer scheduler administration handling
  reporting analytics statistic statistics insight insights metric metrics chart charts graph graphs
  notification notifications alert alerts reminder-service support input inputs output outputs
  validation error errors message-box log logs logging test tests testing deployment
  content text texts image images picture pictures photo photos icon link links
  name names title titles description descriptions date dates price prices amount amounts
  quantity quantities total totals cost costs value values id ids identifier
  idea ideas plan-b version versions year years month months week weeks hour hours minute minutes
  second seconds moment today tomorrow yesterday morning evening night weekend
  business company organisation organization industry world life experience
  simplicity efficiency ease basis base core center centre side top bottom end beginning start
  note-that etc e.g i.e. something anything everything nothing any rest more most less other others
  crm erp cms mvp poc demo prototype prd sdlc phase phases sprint-length priority-level
  json-file repository-url command commands line lines cli terminal console argument arguments
  parameter parameters script scripts directory directories folder folders path paths
  dataset datasets algorithm algorithms format formats
  condition conditions rule rules constraint constraints relationship relationships relation relations
  attribute attributes property properties entity entities resource resources object objects
  model models schema schemas instance instances collection-of class-diagram diagram
  storage persistence crud-operations functionality administrator-panel panel menu-bar navbar
  layout style theme-color colour color font tab tabs dropdown checkbox popup modal
  click clicks drag drop keyboard mouse
  possibility capability capabilities responsibility responsibilities question-mark
  member-only thanks regards hello hi dear cheers please
  contact-info email emails phone-number address addresses sms
  import export imports exports backup backups migration copy
  spreadsheet head eye hand mind mess chaos trouble issue-free care attention
  result results outcome outcomes total-number count counts level levels
  stage stages state states mode modes size sizes colour-scheme
  profile profiles account accounts setting settings preference preferences
  deadline deadlines due priority priorities category-filter
  real-time realtime self reason reasons role roles
`);

/** Stop nouns that are records now and then; what speaks for them counts half. */
export const SOFT_STOP_NOUNS = wordSet(`
  account accounts table tables deadline deadlines response responses dataset datasets result results
  alert alerts session sessions tool tools process processes role roles message messages level levels
  resource resources object objects item items entry entries log logs test tests category categories
  list lists step steps image images photo photos picture pictures update updates place places
  component components address addresses profile profiles stage stages business businesses
  document documents notification notifications folder folders team teams
`);

/** People who use a system; records only when the text says that they are kept. */
export const ACTORS = wordSet(`
  user users admin admins administrator administrators visitor visitors guest-user owner owners
  manager managers staff operator operators moderator moderators stakeholder stakeholders developer
  developers person people organisation organization company we i us
  superuser individual individuals end-user actor actors receptionist receptionists clerk clerks
  librarian librarians secretary viewer viewers editor editors assistant assistants boss colleague
  colleagues supervisor supervisors coordinator coordinators dispatcher dispatchers cashier cashiers
  personnel worker workers caller callers accountant accountants curator curators
  treasurer treasurers vicar steward stewards freelancer freelancers business businesses
`);

/** Those of them of whom records are kept where the text deals with them: "create an owner". */
export const KEPT_ACTORS = wordSet(`
  owner person worker freelancer company organisation organization supervisor coordinator curator
  steward librarian editor dispatcher individual
`);

/** Places and firms: context, hardly ever a record of their own in "library management system". */
export const CONTAINERS = wordSet(`
  library hospital hotel gym clinic restaurant store shop warehouse school university college church
  museum farm bakery brewery company office garage salon dealership bank pharmacy kindergarten
  nursery zoo airport factory agency firm studio club charity court laboratory lab market
  supermarket cinema theatre theater marina parish archive gallery practice surgery
  retail logistics bookshop bookstore cafe café startup team business organisation organization
  household home family town village council city
  fleet herd flock league cellar zoo hospital bureau authority troop academy parish municipality
  society association federation union cooperative foundation institute cemetery graveyard hostel gym harbour port kennel stable allotment observatory institute
  dental veterinary medical online digital internal simple personal small web
`);

/** Last words that say only that something is kept: "patient records" is about patients. */
export const RECORD_WORDS = wordSet(`
  detail details information info record records data profile profiles account accounts
  catalog catalogue catalogues database directory collection registry register inventory
`);

/** Words about software that are records in the plural: "review applications". */
export const RECORDS_IN_PLURAL = wordSet('application property class response');

/** Stop nouns that are records once two properties of theirs are said: "a set has reps and weight". */
export const DESCRIBED_STOP_NOUNS = wordSet(`
  set session property class budget response account profile message item test role version goal
  story rule stage phase resource part registration place image photo log reminder request license
  question step idea process tool category entry event task level notification alert setting
  document business company organisation organization team contact address table experience
  tag topic model example language deadline
  performance case object field result position operation service area unit subject site period
  relation condition exercise order work value group program programme collection presentation
`);

/** What no properties turn into a record: software and documents, and the parts of them. */
export const NEVER_DESCRIBED = wordSet(`
  system app application platform website web portal tool software screen button dashboard
  feature function functionality module interface ui ux api endpoint server backend frontend
  database db data information info detail list form view record crud row column
  file email login password token chart graph report summary overview json xml csv
  one ones anyone everyone someone way time day lot kind type
`);
