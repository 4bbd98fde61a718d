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
