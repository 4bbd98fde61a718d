-- The words by which firms with public results are found, under the ids of `published_firms`; indexed like `firm_words`.
CREATE VIRTUAL TABLE `published_firm_words` USING fts5(
	words, content='', contentless_delete=1, detail=none,
	tokenize="ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);
