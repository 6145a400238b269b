/** Modest lists of our own, mixed as American schools are, with accents, apostrophes, hyphens and blanks on purpose. */
export const GIVEN_NAMES: readonly string[] = listed(`
  Aaliyah, Aarav, Abigail, Adriana, Ahmed, Aiden, Alejandra, Alina, Amara, Amelia, Amir, Ana Lucía, Andre, Angel, Anh,
  Anika, Arjun, Asha, Ava, Ayaan, Beatriz, Benjamin, Brianna, Caleb, Camila, Carlos, Chidi, Chloé, Claire, Daniel,
  D’Andre, DeShawn, Diego, Dmitri, Eduardo, Elena, Eli, Elif, Emeka, Emilio, Emma, Esther, Ethan, Fatima, Felipe,
  Freya, Gabriela, Grace, Hana, Hannah, Hassan, Hugo, Ibrahim, Imani, Inés, Isaac, Isla, Jada, Jaden, Jasmine, Javier,
  Jin, Joaquín, John-Paul, Jordan, José, Josephine, Kai, Kamala, Katarzyna, Keanu, Khadija, Kiara, Kofi, Lakshmi,
  Leila, Leo, Liam, Linh, Lucía, Luka, Malik, Mai, Marcus, María José, Mateo, Maya, Mei, Mia, Mikayla, Minh, Mohammed,
  Naomi, Natalia, Nia, Noah, Noor, Olivia, Omar, Oscar, Paola, Priya, Quinn, Rafael, Ravi, Renée, Rosa, Ruth, Samir,
  Santiago, Sariyah, Selin, Sofía, Tariq, Thandiwe, Theo, Tomás, Trinity, Valentina, Wei, William, Ximena, Yara, Yusuf,
  Zainab, Zoë
`);

export const FAMILY_NAMES: readonly string[] = listed(`
  Abdi, Acosta, Adeyemi, Aguilar, Ahmed, Ali, Álvarez, Anderson, Arias, Baker, Banerjee, Barnes, Begay, Bell, Benítez,
  Bianchi, Boateng, Brooks, Brown, Bui, Campbell, Cárdenas, Carter, Castillo, Chan, Chaudhry, Chavez, Chen, Choi,
  Clark, Cohen, Coleman, Collins, Cooper, Cruz, Dang, D’Angelo, Das, Davis, De la Cruz, Delgado, Desai, Diallo, Díaz,
  Do, Duarte, Edwards, El-Sayed, Eze, Fernández, Fischer, Flores, Foster, Gallagher, García, García-López, Garza,
  Gómez, González, Grant, Green, Gupta, Gutiérrez, Haddad, Hall, Hansen, Harris, Hassan, Henderson, Hernández, Herrera,
  Hill, Hoang, Huang, Hughes, Huynh, Ibarra, Ibrahim, Jackson, Jensen, Jiménez, Johnson, Jones, Kamau, Kaplan, Kaur,
  Khan, Kim, King, Kowalski, Kumar, Lam, Le, Lee, Lewis, Li, Lin, Long, López, Mahmoud, Marín, Martin, Martínez, Mbeki,
  McCarthy, McDonald, Medina, Mendoza, Miller, Mitchell, Mohamed, Moore, Morales, Muñoz, Murphy, Nakamura, Nelson,
  Nguyen, Novák, Núñez, O’Brien, O’Connor, Okafor, Okonkwo, Ortiz, Osman, Owens, Park, Patel, Peña, Perez, Petrov,
  Pham, Phillips, Popescu, Price, Quiñones, Rahman, Ramírez, Reyes, Rivera, Roberts, Robinson, Rodríguez, Romero,
  Rossi, Ruiz, Saleh, Sanders, Santos, Schmidt, Scott, Shah, Sharma, Silva, Singh, Smith, Smith-Rivera, Sokolov, Soto,
  St. Clair, Suzuki, Tanaka, Taylor, Thao, Thomas, Thompson, Torres, Tran, Tsosie, Turner, Valdez, Van der Berg, Vang,
  Vargas, Vásquez, Vega, Wagner, Walker, Wang, Washington, Watson, White, Williams, Wilson, Wong, Wright, Wu, Xiong,
  Yang, Yazzie, Yilmaz, Young, Zapata, Zhang, Zimmermann
`);

export const SUBJECTS: readonly string[] = listed(`
  Algebra I, American History, Art, Band, Biology, Chemistry, Choir, Computer Science, Drama, Economics, English 9,
  English 10, English 11, English 12, Geometry, Government, Health, Journalism, Physical Education, Physics,
  Pre-Calculus, Spanish I, Spanish II, Statistics, Welding, World History
`);

function listed(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}
