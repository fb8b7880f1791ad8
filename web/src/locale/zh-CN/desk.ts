export const desk = {
  title: '助教工作台',
  notStaff: '只有讲师和助教能打开工作台。',
  room: '直播间',
  tools: '投票、签到、抽奖',
}
