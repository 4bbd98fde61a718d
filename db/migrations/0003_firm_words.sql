-- The words by which firms are found, under the rowids of the firms: a migration that makes that table anew fills this one anew.
CREATE VIRTUAL TABLE `firm_words` USING fts5(
	words, content='', contentless_delete=1, detail=none,
	tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);
--> statement-breakpoint
-- For imports: fewer merges of what each commit adds, at a few more looks for each search, and 8 MB to gather it in.
INSERT INTO `firm_words` (`firm_words`, `rank`) VALUES ('automerge', 8), ('hashsize', 8000000);
--> statement-breakpoint
INSERT INTO `firm_words` (`rowid`, `words`) SELECT `rowid`, words_of_firm(`name`) FROM `firms` ORDER BY `rowid`;
