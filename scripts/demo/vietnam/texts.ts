import type { Random } from './random.ts';

const THINGS: Readonly<Record<string, readonly string[]>> = {
  ECOMMERCE: ['đơn hàng điện thoại', 'đơn hàng giày thể thao', 'đơn hàng mỹ phẩm', 'đơn hàng tai nghe', 'đơn hàng quần áo'],
  TRAVEL: ['kỳ nghỉ dưỡng', 'hợp đồng sở hữu kỳ nghỉ', 'tour du lịch', 'phòng khách sạn'],
  HOME_ELECTRONICS: ['tủ lạnh', 'máy giặt', 'điều hòa nhiệt độ', 'ti vi', 'nồi cơm điện'],
  FINANCE: ['khoản vay tiêu dùng', 'thẻ tín dụng', 'phí dịch vụ ngân hàng'],
  EVERYDAY_GOODS: ['bột giặt', 'đồ gia dụng', 'đồ nhựa', 'giấy vệ sinh'],
  TELECOM: ['điện thoại di động', 'cước viễn thông', 'gói cước trả sau', 'sim điện thoại'],
  FOOD: ['sữa bột', 'thực phẩm đóng hộp', 'thực phẩm chức năng', 'nước mắm'],
  TRANSPORT: ['xe máy', 'vé xe khách', 'ô tô mới', 'dịch vụ vận tải'],
  AVIATION: ['vé máy bay', 'hành lý ký gửi', 'chuyến bay bị hủy'],
  REAL_ESTATE: ['căn hộ chung cư', 'phí quản lý chung cư', 'hợp đồng đặt cọc nhà'],
  HEALTH_BEAUTY: ['liệu trình làm đẹp', 'dịch vụ nha khoa', 'thiết bị y tế'],
  INSURANCE: ['hợp đồng bảo hiểm nhân thọ', 'bảo hiểm xe máy'],
  COMPUTER_INTERNET: ['máy tính xách tay', 'đường truyền internet', 'phần mềm'],
  FASHION_JEWELLERY: ['nhẫn vàng', 'túi xách', 'áo khoác'],
  FURNITURE: ['bộ bàn ghế', 'tủ bếp', 'nệm'],
  ENERGY_ENVIRONMENT: ['tiền điện', 'nước sinh hoạt', 'bình gas'],
  EDUCATION: ['khóa học tiếng Anh', 'khóa học trực tuyến'],
  ENTERTAINMENT: ['vé xem phim', 'dịch vụ truyền hình trả tiền'],
};
const ANY_THING = ['sản phẩm', 'dịch vụ'];

const TROUBLES: Readonly<Record<string, readonly string[]>> = {
  QUALITY_DELIVERY: ['giao chậm', 'giao thiếu', 'bị hỏng sau vài ngày sử dụng', 'kém chất lượng'],
  WARRANTY: ['bị từ chối bảo hành', 'bảo hành nhiều lần không khắc phục được'],
  DECEPTION: ['được quảng cáo sai sự thật', 'gây nhầm lẫn về khuyến mại'],
  NO_REFUND: ['không được hoàn tiền', 'không được đổi hàng'],
  NOT_AS_DECLARED: ['không đúng như mô tả', 'không đúng nhãn hiệu đã công bố'],
  DELIVERY_FRAUD: ['bị đánh tráo khi giao'],
  PRICE: ['bị tính giá cao hơn niêm yết'],
  INFORMATION: ['thiếu thông tin về sản phẩm'],
  STANDARD_CONTRACT: ['có điều khoản hợp đồng bất lợi'],
  DATA_MISUSE: ['làm lộ thông tin cá nhân'],
  HARASSMENT: ['kèm cuộc gọi quấy rối'],
};
const ANY_TROUBLE = ['chưa được giải quyết thỏa đáng'];

const WISHES = ['đề nghị hoàn tiền', 'đề nghị đổi sản phẩm', 'đề nghị bồi thường', 'đề nghị hỗ trợ thương lượng', 'đề nghị xin lỗi và giải thích'];

/** A short text of a matter, marked as generated, in words that a search may look for. */
export function summaryText(sector: string, behaviour: string | undefined, random: Random): string {
  const thing = random.pick(THINGS[sector] ?? ANY_THING);
  const trouble = random.pick(TROUBLES[behaviour ?? ''] ?? ANY_TROUBLE);
  return `[Dữ liệu minh họa] Người tiêu dùng phản ánh ${thing} ${trouble}; ${random.pick(WISHES)}.`;
}
