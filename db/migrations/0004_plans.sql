ALTER TABLE `items` ADD `capSetBy` text DEFAULT '本部门' NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `importedBy` text;--> statement-breakpoint
ALTER TABLE `plans` ADD `approvalLapsed` text;--> statement-breakpoint
CREATE INDEX `records_by_day` ON `records` (`inspectedOn`);