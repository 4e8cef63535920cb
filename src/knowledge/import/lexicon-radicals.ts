// Radicals of U+2E80–2EFF that stand for whole characters in the text of some PDF files, without a mapping in Unicode.
const PAIRS =
  '⺁厂⺆冂⺇几⺈刀⺌小⺍小⺕彐⺘手⺙攴⺜日⺝月⺠民⺣火⺧牛⺪疋⺬示⺮竹⺶羊⺷羊⺸羊⺺聿⺼肉⻁虎⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑長⻒長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻲龜';

export const radicals: Readonly<Record<string, string>> = Object.fromEntries(PAIRS.match(/../gu)!.map((pair) => [...pair]));
