import { wordSet } from './word-set.ts';

/** Nouns that name a property of a record far more often than a record. */
export const ATTRIBUTE_WORDS = wordSet(`
  name title description date time price amount status email phone telephone mobile address
  quantity qty password age gender sex colour color size weight height width length depth volume
  number code id identifier uuid url link location duration deadline balance isbn year month day
  week hour minute total cost salary wage fee rate discount currency type kind priority severity
  surname firstname lastname username fullname first last given family middle nickname initials
  birthday birth dob created updated started ended due start end begin finish
  timestamp summary body content text note remark comment bio biography caption subject headline
  label slug icon image photo picture avatar thumbnail logo capacity count stock level stage
  state city country zip zipcode postcode postal street region county latitude longitude
  rating score grade gpa mileage model make brand manufacturer vin sku barcode serial
  plate registration licence license expiry expiration validity version format language genre
  author publisher isbn artist director edition pages page breed species weight dosage unit units
  temperature pressure humidity distance speed calories reps sets sum tax vat subtotal
  percentage percent value hours days minutes weeks frequency reason purpose position role
  department occupation nationality religion blood phone fax website condition material origin
  availability active enabled visible public private completed paid done archived read flag
  allergies symptoms instructions ingredients steps notes tags category categories
  details contact preferences settings method terms reference ref account iban passport
  max min maximum minimum limit area floor bedrooms bathrooms seats power
  colour tone pitch abv vintage medium provenance dimensions shelf serial
  reminder recurrence theme objective outcome result results comments cuisine difficulty
  servings yield serving resolution progress budget
  shortlist initial assignee reporter headquarters quota points credits coins nights litres liters
  dose cause outcome advance insurance equipment fault kilometres kilometers kilos grams hypothesis
`);

/** Words that, as the last word of a name, make it a property: "membership number". */
export const ATTRIBUTE_HEADS = wordSet(`
  name title description date time price amount status email phone address quantity password age
  gender colour color size weight height width length number code id url link location duration
  deadline balance year total cost salary fee rate type kind priority severity birthday
  timestamp summary body content text note notes remarks bio caption subject label icon image photo picture
  capacity count level city country postcode zip rating score grade mileage model make brand
  manufacturer expiry expiration version format language genre author publisher
  temperature percentage value hours days minutes frequency reason purpose position role
  nationality condition material availability flag allergies symptoms instructions ingredients
  details preferences method reference limit abv vintage medium dimensions
  depth area speed fee money tag day dose telephone mobile state street region sku barcode
  at on by
`);

/** Plurals of what one record has several values of, rather than other records. */
export const MANIFOLD = wordSet(`
  skills languages interests hobbies qualifications certifications coordinates dimensions preferences
  specialities specialties habits keywords genres colours colors features amenities measurements
  hours days quantities allergens notes remarks phones emails addresses names
`);
