"""The faults of input that loading reports, each with its page of the manual."""

CODES: dict[str, str] = {
    "altered": "A PDF that an order form is made under was changed after it was sealed.\nTake it anew.",
    "ambiguous-master": "A row of a batch names a master by a reference that several masters have.",
    "bad-amount": "A sum has more decimals than its currency.\nRound it: USD has two, JPY none.",
    "bad-condition": "A `when` or `unless` is not a condition.\ndocs/conditions.md lists the tests.",
    "bad-duration": "A clip's length is not H:MM:SS or whole seconds, or not between 1 second and 24 hours.",
    "bad-font": "A font that you name cannot be used for documents.\n"
    "\n"
    "It is a variable font, a collection, a font of the web, damaged, or its maker does not let it be "
    "embedded.\nThe help line says what to do; docs/deal.md names free fonts.",
    "bad-hash": "A SHA-256 digest is not 64 hexadecimal digits.",
    "bad-option": "An option, of a command or of a call, is none that there is.\nThe help line lists them.",
    "bad-row": "A row of a table has more or fewer cells than its header.",
    "bad-shares": "Parts do not add up to 100 percent, or to their fee.\nDeductions come to more than all.",
    "bad-value": "A value is not one that the field takes.\nThe help line lists or describes those it does.",
    "bad-waiver": "A waiver waives something that needs no waiver, or waives it twice.",
    "busy": "Another run is writing to the same folder.",
    "cannot-edit": "A deal cannot be changed in its file as it is written, such as a list on one line.",
    "cannot-make": "The documents of a row cannot be made, and its deal has no fault that the checks know.",
    "cannot-write": "A folder or file could not be written. Nothing was changed.",
    "contradictory": "Two fields of the deal cannot both hold.\nThe help line says which to change.",
    "damaged": "A PDF, or the ledger of a batch, cannot be read as one.\nThe help line says how to go on.",
    "disagreement": "Rows of a sheet that make one deal say different things of it, or spell a name apart.",
    "duplicate-clip": "Two clips of the manifest have the same id.",
    "duplicate-key": "A key is given twice in the same mapping, so one of the two would be lost.",
    "duplicate-reference": "Two rows of a sheet have the same reference.",
    "duplicate-value": "A list holds the same value twice.",
    "empty-manifest": "The manifest has a header but no clip.",
    "empty-sheet": "A deal sheet has a header but no row.",
    "fixed-by-master": "An order form says otherwise what its master fixes.\n"
    "\n"
    "Why it matters: an order adds to an agreement that is signed, and must not change it in passing.\n"
    "Fails:   `money: {payment_days: 60}` in an order whose master pays in 30 days\n"
    "Passes:  the same under a master that says `orders: {may_set: [payment]}`, and the change is recorded\n"
    "\n"
    "docs/orders.md has the fields that an order may set.",
    "fetches-from-elsewhere": "A Word file makes Word load something from a network as it opens it.\n"
    "It was not read, and nothing was loaded.",
    "formula": "A cell of a sheet holds a formula. Nothing is worked out: paste its value in its place.",
    "hidden-decimals": "A cell holds more decimals than it shows, so it is not plain which sum is meant.",
    "holds-macros": "A Word file holds macros. It was not read, and nothing of it was run.",
    "hidden-row": "A row or a column of a sheet is hidden, by a filter or by hand. It is told by number.",
    "already-sent": "A set went out for signature, and its row says another thing now.",
    "already-signed": "A set is signed, and its row says another thing now.",
    "in-the-way": "A folder holds files that the batch has not made, so no set can take its name.",
    "law-fail": "The deal as written meets a statute's own words of failure. See docs/law.md.",
    "law-needs-counsel": "A statute reaches the deal and turns on what software cannot decide.",
    "law-warn": "A statute reaches the deal, and something is missing or near a limit.",
    "lowers-floor": "A library laid over ours says less than a clash, a promise, a flag or a figure of ours.",
    "minor-party": "A party is under age on the effective date and cannot sign for itself.",
    "missing-column": "The map of a sheet names a column that the sheet does not have.",
    "map-in-sheet": "A workbook was read by the map in its own sheet Map, as no other was given.",
    "marks-taken": "A Word file has tracked changes, and each is taken as accepted.",
    "missing": "A field that the deal needs is not there.",
    "no-deal": "A file carries no deal, and one is needed: a draft, or a Word file made without --embed.",
    "no-cluster": "There is no Dask scheduler where --scheduler says, or none of its workers.",
    "no-front-matter": "A clause file does not start with its settings between --- lines.",
    "no-lock": "A PDF carries no lock that can be read: this tool has not made it, or it is a draft.",
    "no-master": "An order form names an agreement of a type that has no orders (docs/orders.md).",
    "no-place-for-group": "A group of the deal has no use in agreements of its type.\n"
    "Nothing is said of the fields in it: the group as a whole is refused.",
    "no-position": "A clause file has no ## position.",
    "outlier": "A figure of a sheet stands far from the others of its column.\n"
    "\n"
    "It is ten times the median or a tenth of it, or five years off. The sheet may be right.",
    "other-type": "Two papers of different types cannot be laid side by side.",
    "no-such-file": "A file or folder cannot be read.",
    "no-such-master": "A row of a batch names a master that is not in the folder of masters.",
    "not-known": "Nothing in a Word file says that it is of ours: it is told by its numbers and words alone.",
    "not-a-deal": "The file is YAML, but not a mapping of deal fields.",
    "not-a-word-file": "A file that came back is no Word file (.docx), or a broken one.\n"
    "The help line says what to do with what it is.",
    "not-a-map": "The file is YAML, but not a map of a sheet (docs/batch.md).",
    "not-a-sheet": "A deal sheet cannot be read, or it is not plain which of its sheets or cells is meant.",
    "not-a-file": "A path leads to a pipe, a folder or a device; docs/limits.md says what is read.",
    "not-csv": "A table is not CSV: most often a quote that is never closed.",
    "not-for-a-cell": "A column stands for a mapping or a list of them, which no cell can hold.",
    "not-utf8": "The file is not UTF-8 text.",
    "not-yaml": "The file is not YAML 1.2 as the tool reads it: no tags, no merge keys, no tabs.",
    "other-agreement": "A Word file that came back is of another agreement than the deal beside it.",
    "other-state": "A Word file was made from another state of the deal, or by another library.\n"
    "\n"
    "Why it matters: what changed in the deal since then shows as if the other side had changed it.\n"
    "Take the deal as it was when the file went out.",
    "unnamed-agreement": "A Word file does not say which agreement it is.\n"
    "A program may have thrown that away. It is matched by bookmarks, numbers and words.",
    "no-deal-inside": "A Word file is reviewed without a deal, and carries none.\n"
    "One made with --embed carries it; else give it with --deal.",
    "other-master": "An order form gives another reference or fingerprint than the file of its master has.",
    "other-parties": "An order form, or an amendment, names other parties than the agreement it is under.\n"
    "\n"
    "Why it matters: to bring in another party is to assign the agreement, which has rules of its own.",
    "type-changed": "The deal of an amendment is of another agreement type than what it amends.",
    "other-original": "An amendment gives another reference or fingerprint than what it amends has.",
    "fixed-by-original": "The deal of an amendment asks for another form than what it amends has.",
    "same-reference": "An amendment has the reference of a paper that it stands on.",
    "before-original": "An amendment takes effect before what it amends does.",
    "no-original": "Nothing of this kind is amended: an order form, or what one side signs alone.",
    "nothing-changed": "No word of the agreement would read differently after the amendment.",
    "original-not-shown": "An amendment was made from a deal, and nobody looked at what was signed.",
    "protection-lowered": "An amendment lowers a protection of the floor, or may; nobody has agreed.\n"
    "\n"
    "Why it matters: what a waiver needs before an agreement is made, its weakening needs afterwards.\n"
    "Fails:   `protection: {takedown: {normal: 96}}`, where it was 48\n"
    "Passes:  the same with `amends: {lowers: [{clause: takedown, reason: …, approved_by: …, date: …}]}`",
    "lowering-incomplete": "What is recorded of a protection that is lowered is not what a waiver needs.",
    "other-than-shown": "A cell of a sheet does not show what it holds, so it is not plain which is meant.\n"
    "\n"
    "Why it matters: whoever looks at the sheet agrees to what it shows.\n"
    "Fails:   -5 in the format 0.00;0.00, which shows 5.00; 31 December 2026 in the format mmm yyyy\n"
    "Passes:  a format that shows the number and its sign, or the day, the month and the year",
    "other-currency": "A cell shows a sum in another money than the deal's.",
    "other-edition": "A worker on another machine has another version of the tool or its library.",
    "outside-the-file": "A Word file names something outside itself. It was not looked for.",
    "password-protected": "A Word file is locked with a password, and cannot be read without one.",
    "out-of-range": "A number or length lies outside its bounds.",
    "outside-folder": "A file named by the deal lies outside the deal's own folder.",
    "replica-of-minor": "No digital replica of a minor can be agreed, whoever consents.",
    "signs-without-right": "Somebody signs for a person, and the deal does not say by what right.\n"
    "\n"
    "Why it matters: a person is bound by her own hand, or by that of somebody who may act for her.\n"
    "Fails:   `kind: person, name: Maya Chen, signatory: {name: Ana Ruiz}`\n"
    "Passes:  the same with `power: {date: 2026-05-01}`, a `guardian` of a minor, or an estate",
    "row-left-out": "A row of a sheet is not read, because its map says so.",
    "somebody-else": "A row names another party than the base, which still holds the first one's details.",
    "too-many": "There are more problems than are told.\nPut the first ones right: many are often one.",
    "too-large": "A file is too large, too deep, or unfolds to too much.",
    "unread-content": "A Word file holds something that is not read: look at it by hand.",
    "unclear-column": "The header of a column can stand for more than one field of the deal.",
    "no-place-for-sum": "A sum is given, and no clause of agreements of this type can owe it.\n"
    "\n"
    "Why it matters: a schedule would work out what nothing makes payable.\n"
    "Fails:   `money: {revenue_share: {percent: 15}}` in a release\n"
    "Passes:  the same share in a character-license, whose section on it owes it\n"
    "\n"
    "A clause says in its front matter which sums it owes (`owes`, docs/clauses.md).",
    "no-short-form": "The short form is asked for, and the agreement type has none (docs/short-forms.md).",
    "unfilled": "A text was never filled in: N/A, TBD, #REF!, «Name», [ADDRESS], lorem ipsum, ZoÃ«.\n"
    "\n"
    "Why it matters: it would be printed, and a contract signed with a hole in it is about something else.\n"
    "Fails:   `address: '#REF!'`, `name: «Name»`, `processors: [none]`\n"
    "Passes:  `name: Jennifer Null`, `title: Super Bowl XXX`; `as_written: [XXX]` beside a clip called XXX\n"
    "\n"
    "A text that is right although it looks like a hole is listed, whole, in `as_written` (docs/deal.md).",
    "unknown-agreement-type": "There is no outline of that name in templates/agreements.",
    "unknown-character": "A character is named that the deal does not list.",
    "unknown-clause": "There is no clause of that id in the library.",
    "unmapped-value": "A cell of a sheet says what the map does not list for its column.",
    "unsure-map": "A map of a sheet still has a line that is marked unsure.",
    "unknown-column": "A manifest or a sheet has a column the tool does not know.",
    "unknown-country": "A code is no ISO 3166 country or subdivision.",
    "unknown-currency": "A code is no ISO 4217 currency that sums can be stated in.",
    "unknown-field": "A condition asks about a field that no deal has.",
    "unknown-key": "A key is no field of the deal spec.",
    "unknown-party": "The agreement type has no seat of that name.",
    "unknown-language": "The library has no words in a language that the deal asks for.\ndocs/languages.md.",
    "unknown-playbook": "There is no playbook of that name in templates/playbooks.",
    "unknown-position": "A position is not creator, balanced or licensee.",
    "unknown-statute": "There is no statute of that id in the library.",
    "unknown-tier": "A clip's tier has no rate in money.rate_card.tiers.",
    "unwaivable": "Some protections stand in every agreement: sexual content, and minors.",
    "usage-beyond-deal": "A usage report says what was never licensed, or what the deal pays nothing for.\n"
    "\n"
    "Why it matters: a statement would pay for minutes that there are not, and look right.\n"
    "Fails:   `2026-H2,minutes,uhd-4k,99:00:00` where two and a half minutes are licensed\n"
    "Passes:  `2026-H2,minutes,uhd-4k,0:02:30`",
    "which-law": "The place named as the governing law has no law of contract of its own.\n"
    "\n"
    "Why it matters: there is no contract law of the United States or of the United Kingdom to apply.\n"
    "Fails:   `governing_law: US`, `governing_law: GB`, `governing_law: ID-BA`\n"
    "Passes:  `governing_law: US-CA`, `governing_law: GB-SCT`, `governing_law: ID`",
    "worker-died": "A row ends the process that works on it, most often for want of memory.",
    "wrong-id": "A clause's id is not the name of its file.",
    "wrong-role": "A party's role does not fit its seat in this agreement type.",
    "wrong-type": "A value is of the wrong kind, such as text where a number belongs.",
}
"""Rule: its page. The first line is the summary."""
