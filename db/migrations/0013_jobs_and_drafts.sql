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
CREATE INDEX `jobs_queued` ON `jobs` (`id`) WHERE "state" = 'queued';