ALTER TABLE `draws` ADD `elsewhere` text;--> statement-breakpoint
ALTER TABLE `draws` ADD `task` text;--> statement-breakpoint
CREATE UNIQUE INDEX `draws_task_unique` ON `draws` (`task`);