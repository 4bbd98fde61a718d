-- The ledger and the inspection records are only ever added to.
CREATE TRIGGER `ledger_no_update` BEFORE UPDATE ON `ledger` BEGIN
	SELECT RAISE(ABORT, 'ledger: rows can only be added');
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_no_delete` BEFORE DELETE ON `ledger` BEGIN
	SELECT RAISE(ABORT, 'ledger: rows can only be added');
END;
--> statement-breakpoint
CREATE TRIGGER `records_no_update` BEFORE UPDATE ON `records` BEGIN
	SELECT RAISE(ABORT, 'records: rows can only be added');
END;
--> statement-breakpoint
CREATE TRIGGER `records_no_delete` BEFORE DELETE ON `records` BEGIN
	SELECT RAISE(ABORT, 'records: rows can only be added');
END;
