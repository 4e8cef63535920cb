// What a rule says, what no document says, and how the branch's own answer comes to everybody.
import { dingtalk, type Scene, wecom } from './scene.ts';

export const policyStory: Scene[] = [
  dingtalk('wu', null, '送餐摔了算工伤吗', /《工伤保险条例》.*国务院令第375号.*2004年1月1日起施行/s),
  wecom('zhou', 'courier', '高温津贴一个月发多少', /安监总安健〔2012〕89号.*请问当地人社局/s),
  dingtalk('liu', null, '灵活就业养老每月要交多少钱', /没核实到官方说法.*12333/s),
  dingtalk('wu', null, '公司食堂归哪个部门管', /不敢乱说.*找人工/s),
  dingtalk('wu', null, '找人工', /A-0002/),
  wecom('li', null, 'A-0002 答复：归街道市场监管所管，有事先找站里后勤', /这么答吗/),
  wecom('li', null, '1', /存好了/),
  dingtalk('wu', null, '满意', /A-0002 办结/),
  wecom('zhou', null, '公司食堂归哪个部门管啊', /市场监管所.*支部答复/s),
  wecom('zheng', null, '有哪些文件', /公共政策/),
  dingtalk('liu', 'rider', '谢谢小蜂', /不客气/, { at: '2026-11-30T20:40' }),
];
