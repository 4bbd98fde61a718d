/** Said to whoever wrote in a group what is personal; the words themselves are not said again. */
export const KEEP_PRIVATE = '健康、家庭等情况属于个人信息，请不要写在群里；能撤回的，请撤回刚才那条消息。'
