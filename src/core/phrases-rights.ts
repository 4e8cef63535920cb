// What people are told about rights that changed.
export const rightsPhrases = {
  handedOver: (from: string, activities: number, notices: number, tickets: number) =>
    `${from}把书记的事交给你了：活动 ${activities} 个，通知 ${notices} 条，工单 ${tickets} 件。不会用就回“帮助”。`,
};
