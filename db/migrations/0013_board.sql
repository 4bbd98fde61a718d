CREATE TABLE `board_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`boundAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	`usedAt` text,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "board_links_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE INDEX `board_links_by_person` ON `board_links` (`person`);--> statement-breakpoint
CREATE TABLE `board_sessions` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`platform` text NOT NULL,
	`account` text NOT NULL,
	`boundAt` text NOT NULL,
	`startedAt` text NOT NULL,
	`expiresAt` text NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "board_sessions_platform" CHECK("platform" in ('room', 'telegram', 'wechat'))
);
--> statement-breakpoint
CREATE INDEX `board_sessions_by_person` ON `board_sessions` (`person`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`payload` text,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`createdAt` text NOT NULL,
	CONSTRAINT "jobs_kind" CHECK("kind" in ('preview', 'freeze', 'run', 'announce', 'replace', 'proof', 'verify', 'template', 'form', 'form-template', 'digest', 'import-check', 'import-apply')),
	CONSTRAINT "jobs_state" CHECK("state" in ('queued', 'done', 'failed'))
);
--> statement-breakpoint
INSERT INTO `__new_jobs`("id", "kind", "subject", "payload", "state", "attempts", "createdAt") SELECT "id", "kind", "subject", "payload", "state", "attempts", "createdAt" FROM `jobs`;--> statement-breakpoint
DROP TABLE `jobs`;--> statement-breakpoint
ALTER TABLE `__new_jobs` RENAME TO `jobs`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `jobs_queued` ON `jobs` (`id`) WHERE "state" = 'queued';--> statement-breakpoint
CREATE INDEX `visits_by_due` ON `visits` (`due`);--> statement-breakpoint
CREATE INDEX `results_by_last_day` ON `results` (`discloseBy`);