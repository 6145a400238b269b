/**
 * Words of the one-time passwords: plants, animals and things of the land, four to eight plain letters, easy to type and
 * to read aloud in English and Spanish, and nothing a child or a parent could take amiss, alone or in a pair.
 */
export const firstWords = words(`
  Acacia Alder Almond Amber Apple Apricot Arroyo Aspen Autumn Azure Balsa Bamboo Banana Basil Bay Birch Bluebell Breeze Bronze Brook
  Canela Canyon Caoba Caramel Cedar Cereza Cherry Citrus Clover Cobalt Cocoa Copper Coral Cosmos Cotton Cove Crystal Dahlia Daisy
  Delta Desert Dune Ebony Elm Ember Encino Fern Fjord Flint Forest Fresno Garden Ginger Glade Granite Grape Grove Harbor Hazel
  Heather Hickory Indigo Iris Island Ivory Ivy Jade Jasmine Jungle Juniper Kelp Kiwi Lagoon Lake Laurel Lemon Lilac Lily
  Lima Linden Lotus Lupine Magnolia Mango Maple Marble Marina Meadow Melon Menta Mesa Mint Moss Nectar Nogal Nutmeg Oak Oasis
  Ocean Olive Onyx Opal Orange Orchid Palma Papaya Parsley Peach Pearl Pebble Pecan Pepper Pine Pinto Pista Plata Plum Pluma
  Polar Pomelo Pond Poplar Prairie Quartz Quince Rain Raisin Ribera River Roble Rosa Ruby Saffron Sage Salvia Sand Sequoia Sierra
  Silver Sky Snow Sol Spring Spruce Stone Summer Summit Sunny Teak Thyme Timber Topaz Trebol Tulip Tundra Valle Vanilla Verde
  Violet Walnut Willow Winter Yucca Zafiro Zinnia`);

export const secondWords = words(`
  Abeja Alpaca Ardilla Badger Beagle Bear Beaver Bison Bluejay Bobcat Buho Bunny Burro Camel Canary Capybara Cardinal Caribou Castor
  Cheetah Chipmunk Cicada Cisne Colibri Collie Condor Coyote Crane Cricket Cub Dingo Dolphin Donkey Dove Duck Eagle Egret Elk
  Emu Falcon Ferret Finch Flamingo Foal Foca Fox Gacela Garza Gazelle Gecko Gibbon Giraffe Goose Grillo Grouse Gull Hamster
  Hare Hawk Heron Husky Ibis Iguana Impala Jaguar Jay Joey Kestrel Kiwi Koala Koi Lark Lemur Leon Leopard Lince Lion Lizard
  Llama Lobo Lynx Macaw Magpie Manatee Marlin Marmot Marten Meerkat Minnow Mole Moose Narwhal Newt Nutria Ocelot Orca Oriole
  Oso Osprey Otter Owl Panda Panther Parrot Pato Pelican Penguin Pheasant Pigeon Pika Plover Pony Puffin Puma Quail Quetzal
  Rabbit Raccoon Raven Robin Salmon Seal Sparrow Squirrel Starling Stork Swallow Swan Tapir Tejon Tern Tiger Toucan Trout
  Tucan Turtle Venado Walrus Weasel Whale Wolf Wombat Wren Yak Zebra Zorro`);

function words(text: string): readonly string[] {
  return [...new Set(text.trim().split(/\s+/))].filter((word) => /^[A-Z][a-z]{2,8}$/.test(word));
}
