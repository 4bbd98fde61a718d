-- The words by which firms are found. Triggers keep the index in step with the names, whoever writes them.
CREATE VIRTUAL TABLE `firm_words` USING fts5(
	words, content='', contentless_delete=1, detail=none,
	tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);
--> statement-breakpoint
-- An import commits every few hundred rows: fewer merges of what it adds, at a few more looks for each search.
INSERT INTO `firm_words` (`firm_words`, `rank`) VALUES ('automerge', 8);
--> statement-breakpoint
INSERT INTO `firm_words` (`rowid`, `words`) SELECT `rowid`, words_of_firm(`name`) FROM `firms` ORDER BY `rowid`;
--> statement-breakpoint
CREATE TRIGGER `firms_words_added` AFTER INSERT ON `firms` BEGIN
	INSERT INTO `firm_words` (`rowid`, `words`) VALUES (new.`rowid`, words_of_firm(new.`name`));
END;
--> statement-breakpoint
CREATE TRIGGER `firms_words_renamed` AFTER UPDATE OF `name` ON `firms` WHEN new.`name` <> old.`name` BEGIN
	UPDATE `firm_words` SET `words` = words_of_firm(new.`name`) WHERE `rowid` = new.`rowid`;
END;
--> statement-breakpoint
CREATE TRIGGER `firms_words_removed` AFTER DELETE ON `firms` BEGIN
	DELETE FROM `firm_words` WHERE `rowid` = old.`rowid`;
END;
