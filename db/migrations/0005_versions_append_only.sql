-- Earlier versions of the registries are only ever added to.
CREATE TRIGGER `registry_versions_no_update` BEFORE UPDATE ON `registry_versions` BEGIN
	SELECT RAISE(ABORT, 'registry_versions: rows can only be added');
END;
--> statement-breakpoint
CREATE TRIGGER `registry_versions_no_delete` BEFORE DELETE ON `registry_versions` BEGIN
	SELECT RAISE(ABORT, 'registry_versions: rows can only be added');
END;
