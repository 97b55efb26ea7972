"""Invented names. First names are ordinary ones; family names and places are made up."""

from __future__ import annotations

FIRST_F = (
    "Aisha Alice Amara Amelia Anya Beth Bryony Chloe Daisy Devi Eleanor Elif Emily Erin Esme Fatima Freya Grace "
    "Hana Harriet Holly Imani Iris Isla Jasmine Jess Kayla Keira Layla Leah Lena Lily Lola Lucy Maisie Maryam "
    "Megan Mia Millie Naomi Nia Nina Niamh Olivia Orla Phoebe Poppy Rosa Ruby Sadia Sana Sofia Tamsin Thea Willow "
    "Yasmin Zara"
).split()
FIRST_M = (
    "Aaron Adam Aidan Ali Alfie Amir Archie Arjun Ben Bilal Callum Charlie Cole Dan Danyal Dev Dylan Eli Elliot "
    "Ethan Ewan Farhan Finn Fraser George Hamza Harry Haroon Hugo Ibrahim Isaac Jack Jake Jamal Jay Joe Josh Kai "
    "Kofi Leo Liam Logan Luca Luke Marcus Max Mo Nathan Noah Ollie Omar Owen Rafi Reece Riley Rohan Rory Ryan Sam "
    "Sami Seb Taylor Theo Tobi Toby Tom Tyler Umar Will Yusuf Zac Zain"
).split()
LAST = (
    "Abberwick Alderquill Ambermoor Applegarn Ashquill Barleyholm Beckenfold Birchmoor Blackmere Bramblethorn "
    "Briarholt Brookwain Burrowdale Cinderby Clayhollow Copperfold Crowmarsh Dapplewood Dawnfield Dewhollow "
    "Dunmarrow Eastmoor Elderquist Emberley Fallowdene Farthingale Fennimoor Fernhallow Foxglade Frostwick "
    "Gatherby Glenwhistle Goldmarsh Greyfell Gullbeck Harrowmere Hawksmoor Hazelquist Heatherby Hollowell "
    "Hopmarsh Inglewain Ironbeck Juniperby Kelderwick Kestrelmoor Kingsfold Lanternby Larkhollow Lindenfell "
    "Longbarrow Marlowfen Meadowquist Merrowby Millwhistle Moorhatch Nettlefold Nightmarsh Northquill Oakhollow "
    "Otterwain Paddockby Pebblemoor Pinquill Quarryfell Quillmoor Ravensholt Redfennick Reedwhistle Ridgeholm "
    "Rookbarrow Rushwick Saltmere Sedgefold Silverbeck Sloebarrow Sparrowfen Stonewhistle Summerquill Swallowby "
    "Tamarfold Tanglewick Thistlemoor Thornquist Tidewain Underfell Valequill Wainbarrow Waterby Wayholt "
    "Westmarrow Wharfedown Whistledale Wickenfold Willowquist Windermarsh Wintergarn Woodquill Wrenhollow "
    "Yarrowby Yewmarsh"
).split()
SCHOOLS = ("Alderbeck High School", "Birchmoor Academy", "Cinder Hill School", "Dunmarrow Community School")
SPECIAL_SCHOOLS = ("Foxglade School", "Larkhollow School", "Millwhistle School")
EMPLOYERS = (
    "Ambermoor Hotel|catering",
    "Applegarn Farm Shop|retail",
    "Ashquill Nursery School|early-years",
    "Barley & Beck Bakery|catering",
    "Birchmoor Garden Centre|gardening",
    "Blackmere Leisure Centre|sport",
    "Bramble Café|catering",
    "Briarholt Builders|building",
    "Brookwain Care Home|care",
    "Burrowdale Logistics|warehouse",
    "Cinderby Cinema|retail",
    "Clayhollow Pottery|art-media",
    "Copperfold Cycles|motor",
    "Crowmarsh Council Offices|office",
    "Dapplewood Stables|animal-care",
    "Dawnfield Hospital|health",
    "Dewhollow Laundry|cleaning",
    "Dunmarrow Library|office",
    "Eastmoor Vets|animal-care",
    "Emberley Print|art-media",
    "Fallowdene Supermarket|retail",
    "Farthing Lane Primary|early-years",
    "Fennimoor Housing|office",
    "Fernhallow Parks|gardening",
    "Foxglade Kennels|animal-care",
    "Frostwick Cold Store|warehouse",
    "Gatherby Theatre|music",
    "Glenwhistle Garage|motor",
    "Goldmarsh Gym|sport",
    "Greyfell Outdoor Centre|sport",
    "Harrowmere Hair|hair-beauty",
    "Hazelquist Homes|building",
    "Heatherby Health Centre|health",
    "Hopmarsh Brewery Shop|retail",
    "Ironbeck Engineering|building",
    "Kelderwick Kitchens|building",
    "Kestrelmoor Charity Shop|retail",
    "Lantern Books|retail",
    "Larkhollow Nursing|care",
    "Linden Fell Hotel|cleaning",
    "Marlow Fen Nursery|gardening",
    "Meadow Radio|music",
    "Millwhistle Repairs|it",
    "Moorhatch Data|it",
    "Nettlefold School Kitchens|catering",
    "Northquill Warehouse|warehouse",
    "Otterwain Museum|office",
    "Pebblemoor Pharmacy|health",
    "Quarryfell Recycling|warehouse",
    "Ravensholt Records Office|it",
)
COMMUNITY = (
    "Saturday Makers|art-media",
    "Beckside Gardeners|gardening",
    "Friends on Friday|",
    "The Drama Shed|music",
    "Valley Walkers|sport",
    "Kitchen Table Club|catering",
    "Repair Café|",
    "All Paws Club|animal-care",
)
