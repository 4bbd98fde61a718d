CREATE TABLE `credit_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`firm` text NOT NULL,
	`kind` text NOT NULL,
	`on` text NOT NULL,
	`text` text NOT NULL,
	`documentNo` text,
	`department` text NOT NULL,
	`files` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`decidedBy` text,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decidedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credit_entries_kind" CHECK("kind" in ('complaint', 'penalty', 'licence', 'praise', 'report')),
	CONSTRAINT "credit_entries_state" CHECK("state" in ('open', 'upheld', 'dismissed', 'stands', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX `credit_entries_by_firm` ON `credit_entries` (`firm`,`id`);--> statement-breakpoint
CREATE INDEX `credit_entries_open` ON `credit_entries` (`department`,`id`) WHERE "state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX `credit_entries_by_document` ON `credit_entries` (`firm`,`kind`,`documentNo`) WHERE "documentNo" is not null and "state" <> 'withdrawn';--> statement-breakpoint
CREATE TABLE `credit_standings` (
	`firm` text PRIMARY KEY NOT NULL,
	`base` text NOT NULL,
	`baseWeight` integer NOT NULL,
	`class` text NOT NULL,
	`weight` integer NOT NULL,
	`score` integer NOT NULL,
	`version` integer NOT NULL,
	`reasons` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `credit_tables` (
	`version` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`text` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`approvedBy` text,
	`approvedAt` text,
	`declined` integer NOT NULL,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approvedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `credit_tables_approved` ON `credit_tables` (`version`) WHERE "approvedAt" is not null;--> statement-breakpoint
CREATE TABLE `listings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`list` text NOT NULL,
	`firm` text NOT NULL,
	`reason` text NOT NULL,
	`documentNo` text NOT NULL,
	`department` text NOT NULL,
	`from` text NOT NULL,
	`until` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`objection` text,
	`outcome` text,
	`leftOn` text,
	`leftBy` text,
	`leftReason` text,
	FOREIGN KEY (`firm`) REFERENCES `firms`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "listings_list" CHECK("list" in ('green', 'joint', 'black'))
);
--> statement-breakpoint
CREATE INDEX `listings_by_firm` ON `listings` (`firm`);--> statement-breakpoint
CREATE UNIQUE INDEX `listings_standing` ON `listings` (`list`,`firm`) WHERE "leftOn" is null;--> statement-breakpoint
CREATE TABLE `conduct_reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`about` text NOT NULL,
	`text` text NOT NULL,
	`files` text NOT NULL,
	`by` text NOT NULL,
	`anonymous` integer NOT NULL,
	`at` text NOT NULL,
	`answer` text,
	`answeredBy` text,
	`answeredAt` text,
	FOREIGN KEY (`about`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answeredBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conduct_reports_by_person` ON `conduct_reports` (`by`,`at`);--> statement-breakpoint
CREATE TABLE `measure_progress` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure` text NOT NULL,
	`department` text NOT NULL,
	`percent` integer NOT NULL,
	`note` text NOT NULL,
	`files` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`confirmedBy` text,
	FOREIGN KEY (`measure`) REFERENCES `measures`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `measure_progress_by_measure` ON `measure_progress` (`measure`,`department`,`id`);--> statement-breakpoint
CREATE TABLE `measures` (
	`no` text PRIMARY KEY NOT NULL,
	`task` text NOT NULL,
	`units` text NOT NULL,
	`departments` text NOT NULL,
	`due` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `shares` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit` text NOT NULL,
	`departments` text NOT NULL,
	`items` text NOT NULL,
	`problemsOnly` integer NOT NULL,
	`use` text NOT NULL,
	`askedBy` text NOT NULL,
	`askedAt` text NOT NULL,
	`approvedBy` text,
	`approvedAt` text,
	`endedAt` text,
	FOREIGN KEY (`unit`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`askedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approvedBy`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shares_open` ON `shares` (`id`) WHERE "endedAt" is null;--> statement-breakpoint
CREATE TABLE `record_drafts` (
	`visit` text NOT NULL,
	`person` text NOT NULL,
	`state` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`visit`, `person`),
	FOREIGN KEY (`visit`) REFERENCES `visits`(`no`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `record_drafts_by_person` ON `record_drafts` (`person`,`at`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`createdAt` text NOT NULL,
	CONSTRAINT "jobs_state" CHECK("state" in ('queued', 'done', 'failed'))
);
--> statement-breakpoint
INSERT INTO `__new_jobs`("id", "kind", "subject", "payload", "state", "attempts", "createdAt") SELECT "id", "kind", "subject", "payload", "state", "attempts", "createdAt" FROM `jobs`;--> statement-breakpoint
DROP TABLE `jobs`;--> statement-breakpoint
ALTER TABLE `__new_jobs` RENAME TO `jobs`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `jobs_queued` ON `jobs` (`id`) WHERE "state" = 'queued';--> statement-breakpoint
-- custom: what a seat's handing over is about, of the entries that were there before (db/sqlite/office.ts).
INSERT OR IGNORE INTO `ledger_subjects` SELECT s.`subject`, l.`n` FROM `ledger` l JOIN `ledger_subjects` s ON s.`n` = json_extract(l.`body`, '$.entry') WHERE l.`kind` = 'visit.replaced' AND s.`subject` LIKE 'place:%';
