CREATE TABLE `leaves` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inspector` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`reason` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`state` text NOT NULL,
	`decidedBy` text,
	FOREIGN KEY (`inspector`) REFERENCES `inspectors`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decidedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "leaves_state" CHECK("state" in ('asked', 'granted', 'refused', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX `leaves_by_inspector` ON `leaves` (`inspector`);--> statement-breakpoint
CREATE TABLE `registry_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`salt` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `registry_versions` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`n` integer NOT NULL,
	`replacedAt` text NOT NULL,
	`by` text NOT NULL,
	`through` text NOT NULL,
	`record` text NOT NULL,
	PRIMARY KEY(`kind`, `key`, `n`),
	CONSTRAINT "registry_versions_kind" CHECK("kind" in ('firms', 'inspectors', 'people', 'items', 'plans'))
);
--> statement-breakpoint
CREATE TABLE `replacements` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`draw` text NOT NULL,
	`visit` text NOT NULL,
	`seat` integer NOT NULL,
	`leaver` text,
	`reason` text NOT NULL,
	`explanation` text NOT NULL,
	`files` text NOT NULL,
	`evidence` text NOT NULL,
	`evidenceSalt` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`decidedBy` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`entry` text,
	`enteredAt` text,
	`secret` text,
	`witness` text,
	`remindedAt` text,
	`inspector` text,
	FOREIGN KEY (`draw`) REFERENCES `draws`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`leaver`) REFERENCES `inspectors`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decidedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`inspector`) REFERENCES `inspectors`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "replacements_state" CHECK("state" in ('asked', 'declined', 'leaving', 'witnessed', 'replaced'))
);
--> statement-breakpoint
CREATE INDEX `replacements_by_draw` ON `replacements` (`draw`,`id`);--> statement-breakpoint
CREATE INDEX `replacements_by_state` ON `replacements` (`state`);--> statement-breakpoint
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
CREATE TABLE `recusal_requests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inspector` text NOT NULL,
	`firm` text NOT NULL,
	`reason` text NOT NULL,
	`explanation` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`state` text NOT NULL,
	`decidedBy` text,
	FOREIGN KEY (`inspector`) REFERENCES `inspectors`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decidedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recusal_requests_state" CHECK("state" in ('asked', 'granted', 'refused'))
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`createdAt` text NOT NULL,
	CONSTRAINT "jobs_kind" CHECK("kind" in ('preview', 'freeze', 'run', 'announce', 'replace', 'proof', 'verify', 'template', 'import-check', 'import-apply')),
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
INSERT INTO `__new_firms`("code", "name", "type", "trade", "district", "address", "phone", "status", "creditClass", "tags", "weight") SELECT "code", "name", "type", "trade", "district", "address", "phone", "status", "creditClass", "tags", "weight" FROM `firms`;--> statement-breakpoint
DROP TABLE `firms`;--> statement-breakpoint
ALTER TABLE `__new_firms` RENAME TO `firms`;--> statement-breakpoint
CREATE INDEX `firms_by_trade` ON `firms` (`trade`,`code`);--> statement-breakpoint
ALTER TABLE `draws` ADD `publicNumber` text;--> statement-breakpoint
ALTER TABLE `draws` ADD `beacon` text;--> statement-breakpoint
ALTER TABLE `items` ADD `capSetBy` text DEFAULT '本部门' NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `beacon` text;--> statement-breakpoint
ALTER TABLE `plans` ADD `unannounced` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `importedBy` text;--> statement-breakpoint
ALTER TABLE `plans` ADD `approvalLapsed` text;--> statement-breakpoint
CREATE INDEX `records_by_day` ON `records` (`inspectedOn`);