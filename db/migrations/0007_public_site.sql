CREATE TABLE `visit_totals` (
	`department` text PRIMARY KEY NOT NULL,
	`visits` integer NOT NULL,
	FOREIGN KEY (`department`) REFERENCES `departments`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `published` (
	`visit` text NOT NULL,
	`department` text NOT NULL,
	`version` integer NOT NULL,
	`firm` text NOT NULL,
	`inspectedOn` text NOT NULL,
	`problem` integer NOT NULL,
	PRIMARY KEY(`visit`, `department`)
);
--> statement-breakpoint
CREATE INDEX `published_by_day` ON `published` (`inspectedOn`,`visit`,`department`);--> statement-breakpoint
CREATE INDEX `published_by_department` ON `published` (`department`,`inspectedOn`,`visit`);--> statement-breakpoint
CREATE INDEX `published_by_firm` ON `published` (`firm`,`inspectedOn`,`visit`);--> statement-breakpoint
CREATE TABLE `published_counts` (
	`month` text NOT NULL,
	`department` text NOT NULL,
	`results` integer NOT NULL,
	`problems` integer NOT NULL,
	PRIMARY KEY(`month`, `department`)
);
--> statement-breakpoint
CREATE TABLE `published_findings` (
	`item` text NOT NULL,
	`finding` text NOT NULL,
	`results` integer NOT NULL,
	PRIMARY KEY(`item`, `finding`)
);
--> statement-breakpoint
CREATE TABLE `published_firms` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`results` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `published_firms_code` ON `published_firms` (`code`);--> statement-breakpoint
CREATE TABLE `published_items` (
	`item` text NOT NULL,
	`inspectedOn` text NOT NULL,
	`visit` text NOT NULL,
	`department` text NOT NULL,
	PRIMARY KEY(`item`, `inspectedOn`, `visit`, `department`)
);
--> statement-breakpoint
CREATE INDEX `published_items_of` ON `published_items` (`visit`,`department`);--> statement-breakpoint
CREATE INDEX `visits_pending_by_plan` ON `visits` (`plan`) WHERE "state" = 'pending';--> statement-breakpoint
CREATE INDEX `disclosures_corrected` ON `disclosures` (`at`) WHERE "version" > 1;