// The last part of the story: what a rule says, what no document says, and how the branch's own answer comes to everybody.
import { type Scene, said } from './demo-activity.ts';

export const policyStory: Scene[] = [
  said('wu', null, '送餐摔了算工伤吗', /《工伤保险条例》.*国务院令第375号.*2004年1月1日起施行/s),
  said('zhou', 'courier', '@小蜂 高温津贴一个月发多少', /安监总安健〔2012〕89号.*请问当地人社局/s),
  said('liu', null, '灵活就业养老每月要交多少钱', /没核实到官方说法.*12333/s),
  said('wu', null, '公司食堂归哪个部门管', /不敢乱说.*找人工/s),
  said('wu', null, '找人工', /A-0002/),
  said('li', null, 'A-0002 答复：归街道市场监管所管，有事先找站里后勤', /这么答吗/),
  said('li', null, '1', /存好了/),
  said('zhou', null, '公司食堂归哪个部门管啊', /市场监管所.*支部答复/s),
  said('zheng', null, '有哪些文件', /公共政策/),
];
