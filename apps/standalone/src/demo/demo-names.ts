/** Names that occur together in one family, as they do in a school; any likeness to a real student is chance. */
interface Community {
  /** Share of the school, in parts of all weights. */
  readonly weight: number;
  /** How likely a student from here reads Spanish more easily than English. */
  readonly spanish: number;
  /** How likely a student carries two family names. */
  readonly twoFamilyNames: number;
  readonly given: readonly [string, ...string[]];
  readonly family: readonly [string, ...string[]];
}

const words = (text: string): [string, ...string[]] => {
  const [first = '', ...rest] = text.trim().split(/,\s*/);
  return [first, ...rest];
};

export const communities: readonly [Community, ...Community[]] = [
  {
    weight: 27,
    spanish: 0,
    twoFamilyNames: 0.03,
    given: words(
      'Emma, Liam, Olivia, Noah, Abigail, Ethan, Madison, Jacob, Chloe, Benjamin, Zoë, Samuel, Grace, Owen, Hannah, Caleb, Lily, Wyatt, Audrey, Henry, Katherine, William, Elizabeth, Alexander, Margaret, Nicholas, Josephine, Theodore, Eleanor, Matthew, Renée, Finn, Siobhán, Declan',
    ),
    family: words(
      'Anderson, Miller, Johnson, Larson, Schmidt, Baker, O’Brien, Sullivan, Olsen, Kowalski, Peterson, Murphy, Becker, Walker, Bennett, Hughes, Fischer, Carlson, McCarthy, Novak, Whitaker, Reed, Lindström, Müller, Van Dyke, O’Connor, Hayes, Brandt, Cooper, Sørensen',
    ),
  },
  {
    weight: 24,
    spanish: 0.6,
    twoFamilyNames: 0.4,
    given: words(
      'Sofía, Mateo, Valentina, Santiago, Camila, Diego, Ximena, Sebastián, Lucía, Ángel, Guadalupe, Emiliano, María José, José Luis, Daniela, Andrés, Renata, Joaquín, Yesenia, Iker, Natalia, Óscar, Itzel, Raúl, Esperanza, Alejandro, Íñigo, Francisco, Mónica, Adrián',
    ),
    family: words(
      'García, Hernández, López, Martínez, Rodríguez, Pérez, Sánchez, Ramírez, Flores, Gutiérrez, Muñoz, Núñez, Ibáñez, Vázquez, Jiménez, Peña, Castañeda, Ortega, Zúñiga, Mejía, Chávez, Reyes, Ávila, Solís, Espinoza, Cárdenas',
    ),
  },
  {
    weight: 13,
    spanish: 0,
    twoFamilyNames: 0,
    given: words(
      'Amari, Jayden, Imani, Malik, Aaliyah, Isaiah, Nia, Xavier, Kiara, Elijah, Jada, Terrence, Destiny, Marcus, Ebony, Andre, Zuri, Jordan, Nevaeh, Khalil, Maya, DeShawn, Trinity, Micah',
    ),
    family: words(
      'Washington, Jackson, Robinson, Harris, Coleman, Brooks, Freeman, Banks, Jefferson, Gaines, Bryant, Simmons, Hampton, Dorsey, Wilkins, Mosley, St. Clair, Baptiste',
    ),
  },
  {
    weight: 8,
    spanish: 0,
    twoFamilyNames: 0,
    given: words('Mai, Pao, Kalia, Tou, Thảo, Minh, Linh, Đức, Bảo, Hương, An, Khoa, Pa Houa, Yer, Quỳnh, Tuấn'),
    family: words('Vang, Xiong, Yang, Lor, Moua, Nguyễn, Trần, Lê, Phạm, Đỗ, Thao, Vue, Hoàng'),
  },
  {
    weight: 6,
    spanish: 0,
    twoFamilyNames: 0,
    given: words('Mei Ling, Zhi Hao, Yuki, Haruto, Ji-woo, Min-jun, Xinyi, Jun, Hana, Seo-yeon, Kenji, Li Na'),
    family: words('Chen, Wang, Li, Kim, Park, Tanaka, Nakamura, Zhang, Choi, Lin, Sato'),
  },
  {
    weight: 6,
    spanish: 0,
    twoFamilyNames: 0,
    given: words('Aarav, Ananya, Priya, Rohan, Ishaan, Diya, Arjun, Kavya, Zainab, Bilal, Harpreet, Simran'),
    family: words('Patel, Sharma, Singh, Gupta, Reddy, Iyer, Khan, Ahmed, Kaur, Chowdhury, Nair'),
  },
  {
    weight: 5,
    spanish: 0,
    twoFamilyNames: 0.1,
    given: words('Layla, Omar, Yasmin, Youssef, Noor, Karim, Amina, Tariq, Salma, Hassan, Rania, Ibrahim'),
    family: words('Haddad, Al-Masri, Khoury, Nasser, Abdallah, El-Sayed, Mansour, Rahimi, Darwish'),
  },
  {
    weight: 6,
    spanish: 0,
    twoFamilyNames: 0,
    given: words('Hodan, Abdirahman, Ayaan, Fadumo, Liban, Selam, Dawit, Chidi, Ngozi, Kwame, Adaeze, Oluwaseun, Ama, Tendai'),
    family: words('Warsame, Farah, Abdi, Hussein, Tesfaye, Bekele, Okafor, Adeyemi, Mensah, Nwosu, Boateng, Moyo'),
  },
  {
    weight: 3,
    spanish: 0,
    twoFamilyNames: 0,
    given: words('Anastasiya, Oleksandr, Milena, Dmytro, Zofia, Łukasz, Kateryna, Bogdan'),
    family: words('Shevchenko, Kovalenko, Wiśniewska, Popović, Dvořák, Petrenko, Ionescu'),
  },
  {
    weight: 2,
    spanish: 0.1,
    twoFamilyNames: 0.2,
    given: words('João, Beatriz, Thiago, Inês, Jean-Pierre, Fabiola, Wideline, Cauã'),
    family: words('Silva, Conceição, Araújo, Toussaint, Pierre-Louis, Gonçalves'),
  },
];

/** What some students would rather be called; not all who could have a short name use it. */
export const shortNames: Readonly<Record<string, string>> = {
  Abigail: 'Abby',
  Benjamin: 'Ben',
  Samuel: 'Sam',
  Katherine: 'Kit',
  William: 'Will',
  Elizabeth: 'Libby',
  Alexander: 'Alex',
  Margaret: 'Maggie',
  Nicholas: 'Nico',
  Josephine: 'Josie',
  Theodore: 'Teddy',
  Eleanor: 'Nell',
  Matthew: 'Matt',
  Jacob: 'Jake',
  Valentina: 'Vale',
  Santiago: 'Santi',
  Sebastián: 'Seb',
  Guadalupe: 'Lupita',
  'María José': 'Majo',
  'José Luis': 'Pepe',
  Alejandro: 'Ale',
  Francisco: 'Paco',
  Esperanza: 'Espe',
  Yesenia: 'Yesi',
  Emiliano: 'Emi',
  Isaiah: 'Zay',
  Terrence: 'T.J.',
  Xavier: 'Xavi',
  'Mei Ling': 'Mei',
  'Zhi Hao': 'Jason',
  'Ji-woo': 'Jae',
  Quỳnh: 'Quinn',
  'Pa Houa': 'Pahoua',
  Harpreet: 'Preet',
  Youssef: 'Joe',
  Abdirahman: 'Abdi',
  Oluwaseun: 'Seun',
  Adaeze: 'Ada',
  Anastasiya: 'Nastya',
  Oleksandr: 'Sasha',
  'Jean-Pierre': 'J.P.',
  Kateryna: 'Katya',
};

/** Names students choose for themselves. */
export const chosenNames = words('River, Sky, Kai, Phoenix, Ash, Rowan, Quinn, Sage, Remy, Jules');

/** Coach, administrator and leader first, then the twelve teachers. */
export const staffNames = {
  coach: { givenName: 'Maribel', familyName: 'Ortiz' },
  administrator: { givenName: 'Sam', familyName: 'Keller' },
  leader: { givenName: 'Yolanda', familyName: 'Brooks' },
  teachers: [
    { givenName: 'Peter', familyName: 'Lindqvist' },
    { givenName: 'Aisha', familyName: 'Rahman' },
    { givenName: 'Tomás', familyName: 'Villaseñor' },
    { givenName: 'Grace', familyName: 'Kim' },
    { givenName: 'Darnell', familyName: 'Hayes' },
    { givenName: 'Ingrid', familyName: 'Sørensen' },
    { givenName: 'Lourdes', familyName: 'Peña' },
    { givenName: 'Michael', familyName: 'O’Rourke' },
    { givenName: 'Chee', familyName: 'Vang' },
    { givenName: 'Rebecca', familyName: 'Stein' },
    { givenName: 'Olumide', familyName: 'Adeyemi' },
    { givenName: 'Nadia', familyName: 'Khoury' },
  ],
} as const;
