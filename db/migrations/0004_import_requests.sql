CREATE TABLE `import_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`file` text NOT NULL,
	`fullness` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`plan` text,
	`shownAt` text,
	`decidedBy` text,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decidedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_requests_fullness" CHECK("fullness" in ('no', 'full', 'forced')),
	CONSTRAINT "import_requests_state" CHECK("state" in ('checking', 'waiting', 'approved', 'applying', 'applied', 'refused', 'dropped', 'lapsed', 'failed'))
);
--> statement-breakpoint
CREATE INDEX `import_requests_by_state` ON `import_requests` (`state`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`createdAt` text NOT NULL,
	CONSTRAINT "jobs_kind" CHECK("kind" in ('preview', 'freeze', 'run', 'replace', 'proof', 'verify', 'template', 'import-check', 'import-apply')),
	CONSTRAINT "jobs_state" CHECK("state" in ('queued', 'done', 'failed'))
);
--> statement-breakpoint
INSERT INTO `__new_jobs`("id", "kind", "subject", "payload", "state", "attempts", "createdAt") SELECT "id", "kind", "subject", "payload", "state", "attempts", "createdAt" FROM `jobs`;--> statement-breakpoint
DROP TABLE `jobs`;--> statement-breakpoint
ALTER TABLE `__new_jobs` RENAME TO `jobs`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `jobs_queued` ON `jobs` (`id`) WHERE "state" = 'queued';--> statement-breakpoint
CREATE TABLE `__new_firms` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`trade` text NOT NULL,
	`district` text NOT NULL,
	`address` text NOT NULL,
	`phone` text,
	`status` text NOT NULL,
	`creditClass` text NOT NULL,
	`tags` text NOT NULL,
	`weight` integer NOT NULL,
	CONSTRAINT "firms_status" CHECK("status" in ('存续', '停业', '注销', '吊销', '迁出', '移出名录')),
	CONSTRAINT "firms_credit_class" CHECK("creditClass" in ('A', 'B', 'C', 'D'))
);
--> statement-breakpoint
-- With their rowids, under which the words of their names are kept.
INSERT INTO `__new_firms`("rowid", "code", "name", "type", "trade", "district", "address", "phone", "status", "creditClass", "tags", "weight") SELECT "rowid", "code", "name", "type", "trade", "district", "address", "phone", "status", "creditClass", "tags", "weight" FROM `firms`;--> statement-breakpoint
DROP TABLE `firms`;--> statement-breakpoint
ALTER TABLE `__new_firms` RENAME TO `firms`;--> statement-breakpoint
CREATE INDEX `firms_by_trade` ON `firms` (`trade`,`code`);