ALTER TABLE `records` ADD `expert` text;--> statement-breakpoint
ALTER TABLE `records` ADD `adopted` text;