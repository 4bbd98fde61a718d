/** Whether a text tells of somebody's health, which is sensitive personal information (个人信息保护法 第二十八条). */

const WORDS =
  /病|癌|瘤|炎症|肺炎|胃炎|手术|住院|就医|看诊|门诊|化疗|透析|骨折|受伤|发烧|发热|感染|抑郁|焦虑|怀孕|孕期|产检|流产|残疾|过敏|中风|心梗|结石/

export const tellsOfHealth = (text: string): boolean => WORDS.test(text)
