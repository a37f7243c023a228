/** The functions of formulas, in the order of the list. */

interface FunctionWords {
  name: string
  example: string
  description: string
}

export const FUNCTION_WORDS: readonly FunctionWords[] = [
  { name: 'round', example: 'round(price, 2)', description: 'Rounded to so many decimals' },
  { name: 'floor', example: 'floor(price)', description: 'The whole number below' },
  { name: 'ceil', example: 'ceil(price)', description: 'The whole number above' },
  { name: 'abs', example: 'abs(balance)', description: 'Without its sign' },
  { name: 'min', example: 'min(a, b)', description: 'The smallest of them' },
  { name: 'max', example: 'max(a, b)', description: 'The largest of them' },
  { name: 'sum', example: 'sum(scores)', description: 'All of them together' },
  { name: 'pow', example: 'pow(base, 2)', description: 'To the power of' },
  { name: 'sqrt', example: 'sqrt(area)', description: 'The square root' },
  { name: 'if', example: 'if(age >= 18, "adult", "child")', description: 'One of two, by a condition' },
  { name: 'concat', example: 'concat(first, " ", last)', description: 'Texts one after another' },
  { name: 'upper', example: 'upper(code)', description: 'In capital letters' },
  { name: 'lower', example: 'lower(code)', description: 'In small letters' },
  { name: 'trim', example: 'trim(name)', description: 'Without spaces around it' },
  { name: 'length', example: 'length(items)', description: 'How many parts a list has, or letters a text' },
  {
    name: 'substring',
    example: 'substring(code, 0, 3)',
    description: 'The letters from one place to another, counted from 0',
  },
  { name: 'replace', example: 'replace(name, "-", " ")', description: 'With some words replaced by others' },
  { name: 'contains', example: 'contains(interests, "tea")', description: 'Whether it is in there' },
  { name: 'number', example: 'number(answer)', description: 'The text as a number' },
  { name: 'text', example: 'text(amount)', description: 'The number as a text' },
  { name: 'days_between', example: 'days_between(today(), due)', description: 'Days from one date to another' },
  { name: 'date_add', example: 'date_add(today(), 7, "days")', description: 'A date some time later' },
]
