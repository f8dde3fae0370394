import type { DemoArticle } from '../article.ts'
import { piece } from './piece.ts'

/** English news for the two English outlets. */
export const english: DemoArticle[] = [
  piece(
    'cement-cap-and-trade-benchmarks',
    1,
    '08:15',
    'Cement makers get three benchmarks in national carbon market',
    ['Hannah Osei'],
    `
Cement plants entering the national carbon market will be measured against one of three benchmarks according to the size of their kilns, under an allocation plan published on Monday.
Lines that make more than 4,000 tonnes of clinker a day face the tightest limit. A plant that overshoots its verified emissions by more than five per cent will be excused the rest in the first year, and surpluses are capped at the same share.
"The first year is about finding out where everybody stands," said one member of the drafting group. Analysts expect about a third of lines to be short, most of them built before 2010 and without waste-heat recovery.`,
    { keywords: ['carbon market', 'cement', 'allowances'] },
  ),
  piece(
    'border-levy-screws',
    2,
    '10:40',
    'Screw makers scramble for furnace data as border carbon levy bites',
    ['Luis Ferrand', 'Hannah Osei'],
    `
Fastener exporters are changing steel suppliers to escape the default values of the European border carbon levy, which begins to be charged in earnest this quarter.
One company switched two of its wire-rod mills because neither could show verified figures for each heat. Declaring default values would have cost it 57 euros a tonne of bolts; measured ones cost 19.
The local chamber of commerce has pooled more than forty small firms to share a verifier. The papers most often missing are hourly power bills and proof of where scrap came from.`,
  ),
  piece(
    'pumped-hydro-quarry',
    3,
    '07:30',
    'Pumped storage plant in an old quarry starts its first unit',
    ['Mairead Quinn'],
    `
A pumped storage plant whose upper reservoir fills a disused limestone quarry has put its first turbine to commercial work after a fifteen-day trial.
Six units with 1,800 megawatts in all are due by the end of next year and can run flat out for ten hours. Using the pit saved eleven million cubic metres of digging, though its leaking walls had to be sealed with asphalt and grout.
The grid operator says it can now take 600 megawatts more solar power at noon without asking small hydro stations to stand aside.`,
  ),
  piece(
    'offsets-paper-parks',
    5,
    '12:05',
    'Registry cancels 2.4 million forest offsets after satellite review',
    ['Luis Ferrand'],
    `
A voluntary carbon registry has cancelled 2.4 million credits from three forest projects after a satellite review found that the reference area had been drawn around land that was never at risk.
Buyers will be made whole from a buffer pool, the registry said, leaving the pool with cover for less than four per cent of its live credits.
Rating agencies had flagged two of the projects eighteen months ago. "The market punished the price long before the registry acted," said an analyst.`,
  ),
  piece(
    'steel-hydrogen-pipe',
    6,
    '09:50',
    'Work starts on 400-kilometre hydrogen pipe from grassland to steelworks',
    ['Mairead Quinn'],
    `
Construction has begun on a 412-kilometre pipeline that will carry hydrogen made from wind and solar power to a steelworks, the longest built for pure hydrogen so far.
It is designed for 100,000 tonnes a year at 63 bar. Buyer and seller have signed a fifteen-year take-or-pay contract whose price follows that of renewable power, with a ceiling.
Because hydrogen embrittles steel, the engineers chose a low grade with thicker walls and thirty-one shut-off valves along the route.`,
  ),
  piece(
    'aviation-fuel-mandate-gap',
    8,
    '14:25',
    'Airlines miss first sustainable fuel mandate by a third',
    ['Hannah Osei'],
    `
Airlines covered by a regional blending mandate used only two thirds of the sustainable aviation fuel that the rule asked for in its first year, filings show.
Most paid the penalty, which at current prices is cheaper than the fuel. Producers say that two delayed refineries explain the gap; campaigners say that the penalty was set too low.
The regulator will review the level in spring. It has already ruled out letting airlines carry the shortfall forward.`,
  ),
  piece(
    'carbon-removal-tender',
    10,
    '11:00',
    'State carbon removal tender clears at 212 dollars a tonne',
    ['Luis Ferrand'],
    `
The first state tender for carbon removal cleared at an average of 212 dollars a tonne, well below the 300 that officials had budgeted.
Biochar took more than half of the volume. Direct air capture won a single lot, at 498 dollars, under a reserve for young technologies.
Contracts run for six years and pay only on delivery. Losers complained that the monitoring rules, longer than the contract itself, favoured those with lawyers.`,
  ),
  piece(
    'methane-satellite-coal',
    12,
    '16:45',
    'New satellite finds coal mine vents missing from national inventory',
    ['Mairead Quinn'],
    `
A methane-sensing satellite launched in March has found forty-one large vents at coal mines that do not appear in the national emissions inventory.
Together they release about 310,000 tonnes a year, researchers estimate, the warming effect of nine million tonnes of carbon dioxide over a century.
Ministry officials said the inventory counts mines, not vents, and that the difference would be examined before the next report to the United Nations.`,
  ),
  piece(
    'ets-linking-talks',
    15,
    '13:20',
    'Two carbon markets agree a timetable for linking',
    ['Hannah Osei'],
    `
Negotiators have agreed a timetable for linking two emissions trading systems, with mutual recognition of allowances from the start of 2028.
The smaller market trades at about four fifths of the larger one's price; its allowances jumped six per cent on the news. A committee of officials will settle disputes, with no role for either side's courts.
Industry groups welcomed the end of double border paperwork. The cap of the smaller system will have to fall faster.`,
  ),
  piece(
    'green-bond-stepup',
    18,
    '09:05',
    'Bank ties coupon of green bond to tonnes saved',
    ['Luis Ferrand'],
    `
A regional bank has sold a two-billion-yuan bond whose coupon rises if the projects it pays for save less carbon than promised.
If audited savings fall short of four fifths of the forecast two years running, holders get ten basis points more. Orders came to 3.4 times the amount on offer.
Such clauses are common in loans and rare in bank bonds. The six projects are four solar roofs and two heat pumps at sewage works.`,
  ),
  piece(
    'grid-scale-battery-arbitrage',
    1,
    '15:10',
    'Battery owners turn traders as capacity rents dry up',
    ['Dana Whitlock'],
    `
Owners of grid batteries who once lived on renting capacity to wind farms are learning to live on price swings instead.
One 100-megawatt-hour site that drew seventy per cent of its income from leases last year now gets less than a sixth of it that way. It charges before dawn and sells at dusk, and on cold days does so twice.
"It used to cycle fifty times a year to please an inspector," its manager said. "Now it is three hundred, and you find out quickly whose cells are any good."`,
  ),
  piece(
    'transformer-shortage-easing',
    4,
    '08:00',
    'Transformer waiting times fall below two years for the first time since 2022',
    ['Dana Whitlock', 'Peter Amsel'],
    `
Utilities now wait an average of twenty-two months for a large power transformer, down from thirty-one at the peak, an industry survey found.
Two new factories and a freeze on some data-centre projects explain most of the relief. Prices have not followed: a unit still costs seventy per cent more than five years ago.
Grid planners say the shortage delayed about nine gigawatts of solar connections last year.`,
  ),
  piece(
    'heat-pump-rural-coop',
    7,
    '10:30',
    'Rural co-op swaps propane for shared ground loops',
    ['Peter Amsel'],
    `
A rural electric co-operative has connected ninety farmhouses to shared ground loops and says that members' heating bills have fallen by half.
The co-op owns the loops and charges a flat monthly fee, much as it does for poles and wires. Members buy their own heat pumps with a rebate.
Peak winter demand rose less than feared, because the loops keep the pumps efficient even at twenty below.`,
  ),
  piece(
    'nuclear-uprate-approval',
    9,
    '17:40',
    'Regulator approves uprates at four nuclear units',
    ['Dana Whitlock'],
    `
The nuclear regulator has approved power increases at four units that together add 420 megawatts of low-carbon capacity without a new reactor.
The owners will replace turbines and feed pumps during planned outages over three years. It is the largest batch of such approvals in two decades.
Critics asked for a fuller look at river temperatures in hot summers; the regulator attached a condition on cooling.`,
  ),
  piece(
    'ev-school-bus-v2g',
    13,
    '12:50',
    'School buses sell power back on summer afternoons',
    ['Peter Amsel'],
    `
A district's electric school buses, idle all summer, sold 300 megawatt-hours back to the grid on hot afternoons and earned about 6,000 dollars each.
The emissions saved are small, the utility says, but the fleet spared it from starting a diesel peaker on eleven days.
The district will spend the money on drivers, who are harder to find than buses.`,
  ),
  piece(
    'river-ferry-timetable',
    6,
    '06:45',
    'River ferry adds two evening sailings',
    ['Dana Whitlock'],
    `
The east bank ferry will run two more sailings each evening from next month, the port authority said.
The last boat will leave at 11.20 p.m. instead of 10. Fares stay the same, and bicycles still travel free after seven.`,
  ),
  piece(
    'county-fair-pies',
    11,
    '19:30',
    'Retired welder wins pie contest at ninth attempt',
    ['Peter Amsel'],
    `
A retired welder won the blue ribbon for pies at the county fair on his ninth attempt, with sour cherries from a tree that he had nearly cut down.
The judges praised the lattice. He said that he had used a straight edge.`,
  ),
]
