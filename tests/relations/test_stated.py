"""Hand-marked sentences -> the triples they state, all of them and no others; a table for each relation."""

from collections.abc import Callable

import pytest

# Planned counts, denied does not, use is none: 通过X, 以X为抓手, 围绕X.
LAUNCHES: list[tuple[str, set[str]]] = [
    ("[青羊区|PLACE]启动“[蓉城微光|PROGRAMME]”行动。", {"青羊区 launches 蓉城微光"}),
    ("近日，[岳麓区民政局|ORG]推出“[银龄食堂|PROGRAMME]”服务品牌。", {"岳麓区民政局 launches 银龄食堂"}),
    ("[温岭市|PLACE]连续三年举办[东海开渔节|PROGRAMME]。", {"温岭市 launches 东海开渔节"}),
    (
        "[姑苏区|PLACE]先后推出“[古巷夜读|PROGRAMME]”“[小桥课堂|PROGRAMME]”和“[平江书会|PROGRAMME]”。",
        {"姑苏区 launches 古巷夜读", "姑苏区 launches 小桥课堂", "姑苏区 launches 平江书会"},
    ),
    (
        "[姑苏区|PLACE]推出“[古巷夜读|PROGRAMME]”、“[小桥课堂|PROGRAMME]”两个品牌。",
        {"姑苏区 launches 古巷夜读", "姑苏区 launches 小桥课堂"},
    ),
    (
        "[包河区教体局|ORG]、[包河团区委|ORG]共同开展“[护苗伴飞|PROGRAMME]”行动。",
        {"包河区教体局 cooperatesWith 包河团区委", "包河区教体局 launches 护苗伴飞", "包河团区委 launches 护苗伴飞"},
    ),
    (
        "[温江区|PLACE]、[郫都区|PLACE]实施“[清流计划|PROGRAMME]”。",
        {"温江区 launches 清流计划", "郫都区 launches 清流计划"},
    ),
    ("[义乌市|PLACE]今年召开了两次现场会，推出“[鸡毛飞天|PROGRAMME]”创业计划。", {"义乌市 launches 鸡毛飞天"}),
    ("[义乌市|PLACE]商贸底子厚。今年又推出“[鸡毛飞天|PROGRAMME]”创业计划。", {"义乌市 launches 鸡毛飞天"}),
    ("[义乌市|PLACE]商贸底子厚。\n今年又推出“[鸡毛飞天|PROGRAMME]”创业计划。", {"义乌市 launches 鸡毛飞天"}),
    ("[思明区|PLACE]推出的“[鹭岛管家|PROGRAMME]”平台已覆盖全部社区。", {"思明区 launches 鹭岛管家"}),
    ("“[红船讲堂|PROGRAMME]”由[南湖区委组织部|ORG]创办。", {"南湖区委组织部 launches 红船讲堂"}),
    ("[海曙区|PLACE]将启动“[甬上安居|PROGRAMME]”工程。", {"海曙区 launches 甬上安居"}),
    ("[海曙区|PLACE]拟于明年实施“[甬上安居|PROGRAMME]”工程。", {"海曙区 launches 甬上安居"}),
    ("[海曙区|PLACE]计划开展“[甬上安居|PROGRAMME]”工程。", {"海曙区 launches 甬上安居"}),
    ("[海曙区|PLACE]没有开展“[甬上安居|PROGRAMME]”工程。", set()),
    ("[海曙区|PLACE]尚未启动“[甬上安居|PROGRAMME]”工程。", set()),
    ("[浏阳市|PLACE]烟花产业历史悠久。全市推出“[焰火周末|PROGRAMME]”活动。", {"浏阳市 launches 焰火周末"}),
    ("[周海峰|PERSON]发起“[一元书屋|PROGRAMME]”公益活动。", {"周海峰 launches 一元书屋"}),
    ("[武侯区|PLACE]通过“[蓉易停|PROGRAMME]”平台解决了停车难题。", set()),
    ("[武侯区|PLACE]利用“[蓉易停|PROGRAMME]”平台发布车位信息。", set()),
    ("[武侯区|PLACE]以“[蓉易停|PROGRAMME]”平台为抓手治理停车难。", set()),
    ("[武侯区|PLACE]围绕“[清廉武侯|PROGRAMME]”建设开展走访。", set()),
    ("[武侯区|PLACE]聚焦“[清廉武侯|PROGRAMME]”品牌推进工作。", set()),
    ("[武侯区|PLACE]的干部说起“[蓉易停|PROGRAMME]”赞不绝口。", set()),
    ("[武侯区|PLACE]与“[蓉易停|PROGRAMME]”同时被写进报道。", set()),
    ("在[滨江区|PLACE]，[西兴街道|PLACE]创新“[楼宇合伙人|PROGRAMME]”工作法。", {"西兴街道 launches 楼宇合伙人"}),
    (
        "为方便群众，[江宁区政务服务局|ORG]开通“[宁小办|PROGRAMME]”热线，设立“[延时窗口|PROGRAMME]”。",
        {"江宁区政务服务局 launches 宁小办", "江宁区政务服务局 launches 延时窗口"},
    ),
    ("[钟楼区|PLACE]积极探索，创新推出“[运河议事厅|PROGRAMME]”平台，惠及居民三万人。", {"钟楼区 launches 运河议事厅"}),
    ("[常州市民政局|ORG]“[常有爱|PROGRAMME]”品牌获好评。", {"常州市民政局 launches 常有爱"}),
    (
        "[钟楼区|PLACE]打造“[运河议事厅|PROGRAMME]”平台，开展“[邻里节|PROGRAMME]”。",
        {"钟楼区 launches 运河议事厅", "钟楼区 launches 邻里节"},
    ),
    ("[钟楼区|PLACE]运河穿城。[永红街道|PLACE]推出“[船上课堂|PROGRAMME]”活动。", {"永红街道 launches 船上课堂"}),
    ("[钟楼区|PLACE]运河穿城。\n[永红街道|PLACE]推出“[船上课堂|PROGRAMME]”活动。", {"永红街道 launches 船上课堂"}),
    ("当天，[常州市民政局|ORG]开通“[一键呼叫|PROGRAMME]”热线。", {"常州市民政局 launches 一键呼叫"}),
    ("[李文静|PERSON]在[钟楼区|PLACE]创办“[向日葵课堂|PROGRAMME]”项目。", {"李文静 launches 向日葵课堂"}),
    ("[钟楼区|PLACE]不再推行“[旧卡制|PROGRAMME]”。", set()),
    ("[钟楼区|PLACE]停止运行“[老平台|PROGRAMME]”系统。", set()),
    ("走进[钟楼区|PLACE]，居民正谈论“[邻里节|PROGRAMME]”。", set()),
    ("借助“[运河议事厅|PROGRAMME]”平台，[钟楼区|PLACE]化解纠纷百件。", set()),
    ("[永红街道|PLACE]启动的[清河行动|PROGRAMME]成效明显。", {"永红街道 launches 清河行动"}),
    ("[永红街道|PLACE]实施了[清河行动|PROGRAMME]。", {"永红街道 launches 清河行动"}),
    (
        "“[邻里节|PROGRAMME]”由[钟楼区妇联|ORG]、[永红街道|PLACE]发起。",
        {"永红街道 launches 邻里节", "钟楼区妇联 launches 邻里节"},
    ),
    ("未来，[钟楼区|PLACE]还将推出“[邻里节|PROGRAMME]”。", {"钟楼区 launches 邻里节"}),
    ("[钟楼区|PLACE]经济向好。全区上下实施“[强链行动|PROGRAMME]”。", {"钟楼区 launches 强链行动"}),
    ("[常州市|PLACE]经济向好。我市实施“[强链行动|PROGRAMME]”。", {"常州市 launches 强链行动"}),
    (
        "[常州市|PLACE]、[钟楼区|PLACE]两级启动“[百日清零|PROGRAMME]”行动。",
        {"常州市 launches 百日清零", "钟楼区 launches 百日清零"},
    ),
    (
        "[钟楼区|PLACE]“[运河议事厅|PROGRAMME]”、“[桥头书摊|PROGRAMME]”等品牌获好评。",
        {"桥头书摊 locatedIn 钟楼区", "运河议事厅 locatedIn 钟楼区"},
    ),
    ("[钟楼区|PLACE]提到“[运河议事厅|PROGRAMME]”。", set()),
    ("[钟楼区|PLACE]的运河很长，居民喜欢“[桥头书摊|PROGRAMME]”。", set()),
]

# A body that is only visited, relied on, or says its age was founded by nobody here.
ESTABLISHES: list[tuple[str, set[str]]] = [
    ("[鄞州区|PLACE]成立[鄞州区人才发展集团|ORG]。", {"鄞州区 establishes 鄞州区人才发展集团"}),
    (
        "[九江市工商联|ORG]组建[九江市青年企业家商会|ORG]、[九江市女企业家商会|ORG]。",
        {"九江市工商联 establishes 九江市女企业家商会", "九江市工商联 establishes 九江市青年企业家商会"},
    ),
    ("[鄞州区|PLACE]深化改革，成立[鄞州区人才发展集团|ORG]。", {"鄞州区 establishes 鄞州区人才发展集团"}),
    ("[鄞州区|PLACE]求贤若渴。去年成立[鄞州区人才发展集团|ORG]。", {"鄞州区 establishes 鄞州区人才发展集团"}),
    ("[鄞州区|PLACE]求贤若渴。\n去年成立[鄞州区人才发展集团|ORG]。", {"鄞州区 establishes 鄞州区人才发展集团"}),
    ("[鄞州区|PLACE]成立的[鄞州区人才发展集团|ORG]已引才百名。", {"鄞州区 establishes 鄞州区人才发展集团"}),
    ("[涪陵榨菜产业联盟|ORG]由[涪陵区农业农村委|ORG]组建。", {"涪陵区农业农村委 establishes 涪陵榨菜产业联盟"}),
    ("[襄阳市|PLACE]将设立[襄阳市数据局|ORG]。", {"襄阳市 establishes 襄阳市数据局"}),
    ("[襄阳市|PLACE]没有设立[襄阳市数据局|ORG]。", set()),
    ("[襄阳市|PLACE]未成立[襄阳市数据集团|ORG]。", set()),
    (
        "[芙蓉区|PLACE]与[湖南大学|ORG]共同成立[芙蓉创新研究院|ORG]。",
        {"湖南大学 cooperatesWith 芙蓉区", "湖南大学 establishes 芙蓉创新研究院", "芙蓉区 establishes 芙蓉创新研究院"},
    ),
    ("[鄞州区人才发展集团|ORG]成立三年来引才百名。", set()),
    ("[泉州市|PLACE]近日揭牌[泉州市海丝研究院|ORG]。", {"泉州市 establishes 泉州市海丝研究院"}),
    (
        "[鲤城区|PLACE]、[丰泽区|PLACE]共同组建[古城保护专班|ORG]。",
        {"丰泽区 cooperatesWith 鲤城区", "丰泽区 establishes 古城保护专班", "鲤城区 establishes 古城保护专班"},
    ),
    (
        "[古城保护专班|ORG]由[鲤城区|PLACE]、[丰泽区|PLACE]组建。",
        {"丰泽区 establishes 古城保护专班", "鲤城区 establishes 古城保护专班"},
    ),
    ("[古城志愿者协会|ORG]在[鲤城区|PLACE]成立。", set()),
    ("[鲤城区|PLACE]计划组建[古城保护专班|ORG]。", {"鲤城区 establishes 古城保护专班"}),
    ("[鲤城区|PLACE]古厝连片。为护好家底，成立了[古城保护专班|ORG]。", {"鲤城区 establishes 古城保护专班"}),
    ("[鲤城区|PLACE]尚未成立[古城保护专班|ORG]。", set()),
    ("[鲤城区|PLACE]探访[古城保护专班|ORG]。", set()),
    ("[鲤城区|PLACE]依托[古城保护专班|ORG]开展巡查。", set()),
    ("[泉州市委|ORG]设立[泉州市委社会工作部|ORG]。", {"泉州市委 establishes 泉州市委社会工作部"}),
    ("[鄞州区|PLACE]的[鄞州人才发展集团|ORG]成立三年。", {"鄞州人才发展集团 locatedIn 鄞州区"}),
]

# To follow, to study or to explain a document is not to issue it.
ISSUES: list[tuple[str, set[str]]] = [
    ("[龙湾区|PLACE]出台《[龙湾区灵活就业服务办法|POLICY]》。", {"龙湾区 issues 龙湾区灵活就业服务办法"}),
    (
        "[郑州市住建局|ORG]印发《[老旧小区加装电梯细则|POLICY]》《[物业管理导则|POLICY]》。",
        {"郑州市住建局 issues 物业管理导则", "郑州市住建局 issues 老旧小区加装电梯细则"},
    ),
    (
        "[郑州市住建局|ORG]印发《[老旧小区加装电梯细则|POLICY]》和《[物业管理导则|POLICY]》。",
        {"郑州市住建局 issues 物业管理导则", "郑州市住建局 issues 老旧小区加装电梯细则"},
    ),
    ("[龙湾区|PLACE]多次调研，出台《[龙湾区灵活就业服务办法|POLICY]》。", {"龙湾区 issues 龙湾区灵活就业服务办法"}),
    (
        "[龙湾区|PLACE]民营经济活跃。今年3月，制定了《[龙湾区灵活就业服务办法|POLICY]》。",
        {"龙湾区 issues 龙湾区灵活就业服务办法"},
    ),
    (
        "[龙湾区|PLACE]民营经济活跃。\n今年3月，制定了《[龙湾区灵活就业服务办法|POLICY]》。",
        {"龙湾区 issues 龙湾区灵活就业服务办法"},
    ),
    ("[龙湾区|PLACE]出台的《[龙湾区灵活就业服务办法|POLICY]》受到欢迎。", {"龙湾区 issues 龙湾区灵活就业服务办法"}),
    ("《[龙湾区灵活就业服务办法|POLICY]》由[龙湾区人社局|ORG]起草。", {"龙湾区人社局 issues 龙湾区灵活就业服务办法"}),
    ("[龙湾区|PLACE]拟出台《[龙湾区灵活就业服务办法|POLICY]》。", {"龙湾区 issues 龙湾区灵活就业服务办法"}),
    ("[龙湾区|PLACE]尚未出台《[龙湾区灵活就业服务办法|POLICY]》。", set()),
    ("[龙湾区|PLACE]按照《[温州市就业促进规划|POLICY]》推进工作。", set()),
    ("[龙湾区|PLACE]根据《[温州市就业促进规划|POLICY]》，开展了培训。", set()),
    ("[龙湾区|PLACE]依据《[温州市就业促进规划|POLICY]》开展了培训。", set()),
    ("[龙湾区|PLACE]学习《[温州市就业促进规划|POLICY]》。", set()),
    ("[遵化市政府|ORG]发布《[板栗产业振兴方案|POLICY]》，明确十条措施。", {"遵化市政府 issues 板栗产业振兴方案"}),
    ("去年以来，[遵化市|PLACE]先后制定《[板栗产业振兴方案|POLICY]》等文件。", {"遵化市 issues 板栗产业振兴方案"}),
    ("《[板栗产业振兴方案|POLICY]》由[遵化市|PLACE]印发。", {"遵化市 issues 板栗产业振兴方案"}),
    ("[遵化市|PLACE]没有出台《[板栗产业振兴方案|POLICY]》。", set()),
    ("[遵化市|PLACE]将修订《[板栗产业振兴方案|POLICY]》。", {"遵化市 issues 板栗产业振兴方案"}),
    ("[遵化市|PLACE]贯彻《[河北省林业条例|POLICY]》。", set()),
    ("[遵化市|PLACE]解读《[板栗产业振兴方案|POLICY]》。", set()),
    ("[遵化市|PLACE]落实《[板栗产业振兴方案|POLICY]》。", set()),
    ("[遵化市|PLACE]盛产板栗。全市制定《[板栗产业振兴方案|POLICY]》。", {"遵化市 issues 板栗产业振兴方案"}),
]

# What only stands there, is visited or denied is not built.
BUILDS: list[tuple[str, set[str]]] = [
    ("[湖滨区|PLACE]建成[天鹅湖公园|PLACE]。", {"湖滨区 builds 天鹅湖公园"}),
    ("[中建六局|ORG]承建[临港体育中心|PLACE]。", {"中建六局 builds 临港体育中心"}),
    (
        "[湖滨区|PLACE]建成[天鹅湖公园|PLACE]、[黄河书屋|PLACE]和[虢国广场|PLACE]。",
        {"湖滨区 builds 天鹅湖公园", "湖滨区 builds 虢国广场", "湖滨区 builds 黄河书屋"},
    ),
    ("[湖滨区|PLACE]加大投入，改造[向阳巷|PLACE]。", {"湖滨区 builds 向阳巷"}),
    ("[湖滨区|PLACE]老街多。去年改造了[向阳巷|PLACE]。", {"湖滨区 builds 向阳巷"}),
    ("[湖滨区|PLACE]老街多。\n去年改造了[向阳巷|PLACE]。", {"湖滨区 builds 向阳巷"}),
    ("[湖滨区|PLACE]建设的[天鹅湖公园|PLACE]下月开门迎客。", {"湖滨区 builds 天鹅湖公园"}),
    ("[天鹅湖公园|PLACE]由[湖滨区城投公司|ORG]建设。", {"湖滨区城投公司 builds 天鹅湖公园"}),
    ("[湖滨区|PLACE]将新建[天鹅湖公园|PLACE]。", {"湖滨区 builds 天鹅湖公园"}),
    ("[湖滨区|PLACE]正在修缮[崤函古道|PLACE]。", {"湖滨区 builds 崤函古道"}),
    ("[湖滨区|PLACE]没有拆除[钟鼓楼|PLACE]。", set()),
    ("[湖滨区|PLACE]在[天鹅湖公园|PLACE]开展普法宣传。", set()),
    ("[湖滨区|PLACE]干部走访了[天鹅湖公园|PLACE]。", set()),
    ("[湖滨区|PLACE]建设[天鹅湖公园|PLACE]的消息传开。", {"湖滨区 builds 天鹅湖公园"}),
    (
        "[庐阳区|PLACE]投资两亿元，扩建[逍遥津公园|PLACE]、修缮[城隍庙|PLACE]。",
        {"庐阳区 builds 城隍庙", "庐阳区 builds 逍遥津公园"},
    ),
    ("[曲江区|PLACE]启用[马坝文化馆|PLACE]。", {"曲江区 builds 马坝文化馆"}),
    ("[曲江区|PLACE]整治[梅花河|PLACE]。", {"曲江区 builds 梅花河"}),
    (
        "[阳岗广场|PLACE]、[马坝文化馆|PLACE]由[曲江城投集团|ORG]承建。",
        {"曲江城投集团 builds 阳岗广场", "曲江城投集团 builds 马坝文化馆"},
    ),
    ("[曲江城投集团|ORG]承建的[阳岗广场|PLACE]封顶。", {"曲江城投集团 builds 阳岗广场"}),
    ("[阳岗广场|PLACE]建成后将成为新地标。", set()),
    ("[曲江区|PLACE]的[阳岗广场|PLACE]建成开放。", set()),
    ("[曲江区|PLACE]拟改造[梅花河|PLACE]沿线。", {"曲江区 builds 梅花河"}),
    ("[曲江区|PLACE]未改造[梅花河|PLACE]。", set()),
    (
        "[曲江区|PLACE]位于[韶关市|PLACE]南部，建成了[马坝文化馆|PLACE]。",
        {"曲江区 builds 马坝文化馆", "曲江区 locatedIn 韶关市"},
    ),
    (
        "[曲江区|PLACE]、[浈江区|PLACE]共同整治[梅花河|PLACE]。",
        {"曲江区 builds 梅花河", "曲江区 cooperatesWith 浈江区", "浈江区 builds 梅花河"},
    ),
    ("[张大勇|PERSON]每天打扫[阳岗广场|PLACE]。", set()),
    ("沿着[梅花河|PLACE]，[马坝镇|PLACE]建起了[樱花栈道|PLACE]。", {"马坝镇 builds 樱花栈道"}),
]

# By 由…牵头 too, also before the name.
LEADS: list[tuple[str, set[str]]] = [
    ("[海珠区委政法委|ORG]牵头“[平安渡口|PROGRAMME]”行动。", {"海珠区委政法委 leads 平安渡口"}),
    ("“[平安渡口|PROGRAMME]”行动由[海珠区委政法委|ORG]牵头。", {"海珠区委政法委 leads 平安渡口"}),
    (
        "“[珠江夜跑|PROGRAMME]”由[海珠区文广旅体局|ORG]、[海珠区总工会|ORG]主办。",
        {"海珠区总工会 leads 珠江夜跑", "海珠区文广旅体局 leads 珠江夜跑"},
    ),
    ("[海珠区文广旅体局|ORG]主办[珠江马拉松|PROGRAMME]。", {"海珠区文广旅体局 leads 珠江马拉松"}),
    ("[海珠区文广旅体局|ORG]主办的[珠江马拉松|PROGRAMME]鸣枪开跑。", {"海珠区文广旅体局 leads 珠江马拉松"}),
    ("[海珠区委政法委|ORG]多次调研，牵头“[平安渡口|PROGRAMME]”行动。", {"海珠区委政法委 leads 平安渡口"}),
    ("[海珠区委政法委|ORG]重视水上安全。今年统筹“[平安渡口|PROGRAMME]”行动。", {"海珠区委政法委 leads 平安渡口"}),
    ("[海珠区委政法委|ORG]重视水上安全。\n今年统筹“[平安渡口|PROGRAMME]”行动。", {"海珠区委政法委 leads 平安渡口"}),
    ("[何晓岚|PERSON]主持“[院士小屋|PROGRAMME]”项目。", {"何晓岚 leads 院士小屋"}),
    ("[海珠区委政法委|ORG]将牵头“[平安渡口|PROGRAMME]”行动。", {"海珠区委政法委 leads 平安渡口"}),
    ("[海珠区委政法委|ORG]没有牵头“[平安渡口|PROGRAMME]”行动。", set()),
    ("[广州市卫健委|ORG]指导[海珠区中医院|ORG]开设夜间门诊。", {"广州市卫健委 leads 海珠区中医院"}),
    ("[海珠区|PLACE]有关部门统筹推进，“[平安渡口|PROGRAMME]”家喻户晓。", set()),
    ("[湛江市海洋局|ORG]主管[湛江渔业协会|ORG]。", {"湛江市海洋局 leads 湛江渔业协会"}),
    (
        "“[蓝色粮仓|PROGRAMME]”工程由[湛江市海洋局|ORG]统筹，[湛江渔业协会|ORG]参与。",
        {"湛江市海洋局 leads 蓝色粮仓", "湛江渔业协会 participatesIn 蓝色粮仓"},
    ),
    ("[湛江市|PLACE]拟牵头“[蓝色粮仓|PROGRAMME]”工程。", {"湛江市 leads 蓝色粮仓"}),
    ("[湛江市海洋局|ORG]未牵头“[蓝色粮仓|PROGRAMME]”工程。", set()),
    (
        "[湛江市海洋局|ORG]、[湛江市科技局|ORG]主办“[海鲜创意赛|PROGRAMME]”。",
        {"湛江市海洋局 leads 海鲜创意赛", "湛江市科技局 leads 海鲜创意赛"},
    ),
    ("[湛江市海洋局|ORG]在“[蓝色粮仓|PROGRAMME]”工程中受益。", set()),
    (
        "[湛江市海洋局|ORG]指导[湛江渔业协会|ORG]、[霞山水产公司|ORG]。",
        {"湛江市海洋局 leads 湛江渔业协会", "湛江市海洋局 leads 霞山水产公司"},
    ),
]

# Who praises or follows a programme takes no part.
PARTICIPATES_IN: list[tuple[str, set[str]]] = [
    ("[南开大学|ORG]参加“[海河创客|PROGRAMME]”大赛。", {"南开大学 participatesIn 海河创客"}),
    (
        "[南开大学|ORG]、[天津大学|ORG]参加“[海河创客|PROGRAMME]”大赛。",
        {"南开大学 participatesIn 海河创客", "天津大学 participatesIn 海河创客"},
    ),
    ("[南开区|PLACE]入选“[儿童友好城区|PROGRAMME]”计划。", {"南开区 participatesIn 儿童友好城区"}),
    ("[南开大学|ORG]组队备赛，参加“[海河创客|PROGRAMME]”大赛。", {"南开大学 participatesIn 海河创客"}),
    ("[南开大学|ORG]重视实践。去年参加“[海河创客|PROGRAMME]”大赛。", {"南开大学 participatesIn 海河创客"}),
    ("[南开大学|ORG]重视实践。\n去年参加“[海河创客|PROGRAMME]”大赛。", {"南开大学 participatesIn 海河创客"}),
    ("[徐立新|PERSON]加入“[蓝马甲|PROGRAMME]”行动。", {"徐立新 participatesIn 蓝马甲"}),
    ("[南开大学|ORG]将参加“[海河创客|PROGRAMME]”大赛。", {"南开大学 participatesIn 海河创客"}),
    ("[南开大学|ORG]未参加“[海河创客|PROGRAMME]”大赛。", set()),
    ("[南开大学|ORG]关注“[海河创客|PROGRAMME]”大赛。", set()),
    ("[南开大学|ORG]没有加入“[海河创客|PROGRAMME]”行动。", set()),
    ("[兰州理工大学|ORG]入选“[黄河英才|PROGRAMME]”计划。", {"兰州理工大学 participatesIn 黄河英才"}),
    (
        "[安宁区|PLACE]、[西固区|PLACE]加入“[黄河慢道|PROGRAMME]”行动。",
        {"安宁区 participatesIn 黄河慢道", "西固区 participatesIn 黄河慢道"},
    ),
    ("[安宁区|PLACE]计划加入“[黄河慢道|PROGRAMME]”行动。", {"安宁区 participatesIn 黄河慢道"}),
    ("[马小军|PERSON]没有参加“[黄河慢道|PROGRAMME]”行动。", set()),
    ("[安宁区|PLACE]重视生态，参与“[黄河慢道|PROGRAMME]”行动。", {"安宁区 participatesIn 黄河慢道"}),
    ("[安宁区|PLACE]居民称赞“[黄河慢道|PROGRAMME]”行动。", set()),
    (
        "“[海河夜跑|PROGRAMME]”昨晚开跑，[南开大学|ORG]、[天津大学|ORG]等单位参加。",
        {"南开大学 participatesIn 海河夜跑", "天津大学 participatesIn 海河夜跑"},
    ),
]

# Lists with 与 between give the pairs across, a list with 共同 each with each.
COOPERATES_WITH: list[tuple[str, set[str]]] = [
    ("[海门区|PLACE]与[南通大学|ORG]签约。", {"南通大学 cooperatesWith 海门区"}),
    ("[海门区|PLACE]与[南通大学|ORG]签署战略合作协议。", {"南通大学 cooperatesWith 海门区"}),
    (
        "[海门区|PLACE]、[通州区|PLACE]、[启东市|PLACE]共同保护长江岸线。",
        {"启东市 cooperatesWith 海门区", "启东市 cooperatesWith 通州区", "海门区 cooperatesWith 通州区"},
    ),
    ("[海门区|PLACE]联合[南通大学|ORG]培养技工。", {"南通大学 cooperatesWith 海门区"}),
    ("[海门区|PLACE]重视技能人才，与[南通大学|ORG]签约。", {"南通大学 cooperatesWith 海门区"}),
    ("[海门区|PLACE]重视技能人才。上月与[南通大学|ORG]签约。", {"南通大学 cooperatesWith 海门区"}),
    ("[海门区|PLACE]重视技能人才。\n上月与[南通大学|ORG]签约。", {"南通大学 cooperatesWith 海门区"}),
    ("[海门区|PLACE]将与[南通大学|ORG]签约。", {"南通大学 cooperatesWith 海门区"}),
    ("[海门区|PLACE]和[通州区|PLACE]都下了雪。", set()),
    ("[海门区|PLACE]与[通州区|PLACE]隔河相望。", set()),
    ("[海门区|PLACE]、[通州区|PLACE]的企业很多。", set()),
    ("[海门区人民医院|ORG]和[上海瑞金医院|ORG]结对。", {"上海瑞金医院 cooperatesWith 海门区人民医院"}),
    ("[海门区人民医院|ORG]携手[上海瑞金医院|ORG]开展义诊。", {"上海瑞金医院 cooperatesWith 海门区人民医院"}),
    ("[苍南县|PLACE]、[泰顺县|PLACE]携手保护[飞云湖|PLACE]。", {"泰顺县 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]同[福鼎市|PLACE]结为友好区县。", {"福鼎市 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]与[福鼎市|PLACE]将签署协议。", {"福鼎市 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]拟与[福鼎市|PLACE]共建产业园。", {"福鼎市 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]与[福鼎市|PLACE]签署的协议生效。", {"福鼎市 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]去年与[福鼎市|PLACE]开展跨省协作。", {"福鼎市 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]和[福鼎市|PLACE]合力治水。", {"福鼎市 cooperatesWith 苍南县"}),
    ("[苍南县|PLACE]与[福鼎市|PLACE]相比，气温略低。", set()),
    (
        "[苍南县医院|ORG]与[浙江大学附属一院|ORG]、[温州医科大学|ORG]开展合作。",
        {"浙江大学附属一院 cooperatesWith 苍南县医院", "温州医科大学 cooperatesWith 苍南县医院"},
    ),
    ("[苍南县|PLACE]、[泰顺县|PLACE]都出台了办法。", set()),
    ("[苍南县|PLACE]在[福鼎市|PLACE]举办推介会。", set()),
]

# 服务 as a noun states nothing.
SUPPORTS: list[tuple[str, set[str]]] = [
    ("[绵阳市科技局|ORG]支持[涪城生物公司|ORG]。", {"绵阳市科技局 supports 涪城生物公司"}),
    ("[绵阳市科技局|ORG]帮助[涪城生物公司|ORG]解决用工难。", {"绵阳市科技局 supports 涪城生物公司"}),
    ("[绵阳市科技局|ORG]为[涪城生物公司|ORG]提供贷款贴息。", {"绵阳市科技局 supports 涪城生物公司"}),
    ("“[科创直通车|PROGRAMME]”服务[涪城生物公司|ORG]。", {"科创直通车 supports 涪城生物公司"}),
    ("[绵阳市科技局|ORG]派出专员，帮扶[石桥村|PLACE]。", {"绵阳市科技局 supports 石桥村"}),
    ("[绵阳市科技局|ORG]派出专员。三年来帮扶[石桥村|PLACE]。", {"绵阳市科技局 supports 石桥村"}),
    ("[绵阳市科技局|ORG]派出专员。\n三年来帮扶[石桥村|PLACE]。", {"绵阳市科技局 supports 石桥村"}),
    ("[绵阳市科技局|ORG]帮扶的[石桥村|PLACE]去年脱贫。", {"绵阳市科技局 supports 石桥村"}),
    ("[绵阳市科技局|ORG]将支持[涪城生物公司|ORG]。", {"绵阳市科技局 supports 涪城生物公司"}),
    ("[绵阳市科技局|ORG]没有资助[涪城生物公司|ORG]。", set()),
    ("[绵阳市科技局|ORG]干部来到[涪城生物公司|ORG]调研。", set()),
    ("[绵阳市|PLACE]服务业增长，[涪城生物公司|ORG]扩产。", set()),
    ("[舟山市|PLACE]对口支援[阿坝州|PLACE]。", {"舟山市 supports 阿坝州"}),
    ("[舟山市慈善总会|ORG]资助[王海燕|PERSON]。", {"舟山市慈善总会 supports 王海燕"}),
    (
        "[舟山市慈善总会|ORG]帮扶[东极村|PLACE]、[庙子湖村|PLACE]。",
        {"舟山市慈善总会 supports 东极村", "舟山市慈善总会 supports 庙子湖村"},
    ),
    ("“[海岛医生|PROGRAMME]”赋能[东极镇卫生院|ORG]。", {"海岛医生 supports 东极镇卫生院"}),
    ("[舟山市慈善总会|ORG]扶持的[庙子湖村|PLACE]办起民宿。", {"舟山市慈善总会 supports 庙子湖村"}),
    ("[舟山市慈善总会|ORG]计划资助[东极村|PLACE]。", {"舟山市慈善总会 supports 东极村"}),
    ("[舟山市慈善总会|ORG]未资助[东极村|PLACE]。", set()),
    ("[东极村|PLACE]由[舟山市慈善总会|ORG]帮扶。", {"舟山市慈善总会 supports 东极村"}),
    ("[舟山市慈善总会|ORG]的服务热情周到。", set()),
    ("[舟山市慈善总会|ORG]抵达[东极村|PLACE]。", set()),
    ("[舟山市慈善总会|ORG]联系[庙子湖村|PLACE]。", {"舟山市慈善总会 supports 庙子湖村"}),
]

# What a name alone implies, as a chain of places, is none.
PART_OF: list[tuple[str, set[str]]] = [
    (
        "“[六心服务|PROGRAMME]”包括“[暖心驿站|PROGRAMME]”“[安心托管|PROGRAMME]”。",
        {"安心托管 partOf 六心服务", "暖心驿站 partOf 六心服务"},
    ),
    (
        "[遵义市文旅集团|ORG]下设[赤水河漂流公司|ORG]、[娄山关酒店公司|ORG]。",
        {"娄山关酒店公司 partOf 遵义市文旅集团", "赤水河漂流公司 partOf 遵义市文旅集团"},
    ),
    (
        "[红花岗区|PLACE]下辖[老城街道|PLACE]、[万里路街道|PLACE]。",
        {"万里路街道 partOf 红花岗区", "老城街道 partOf 红花岗区"},
    ),
    ("[赤水河漂流公司|ORG]隶属[遵义市文旅集团|ORG]。", {"赤水河漂流公司 partOf 遵义市文旅集团"}),
    ("[遵义市文旅集团|ORG]将下设[赤水河漂流公司|ORG]。", {"赤水河漂流公司 partOf 遵义市文旅集团"}),
    ("[遵义市文旅集团|ORG]不包括[赤水河漂流公司|ORG]。", set()),
    ("[红花岗区老城街道|PLACE]风景好。", set()),
    ("[遵义市|PLACE][红花岗区|PLACE][老城街道|PLACE]举办灯会。", set()),
    ("[遵义市文旅集团|ORG]包括门票在内的收入增长。", set()),
    (
        "[遵义市文旅集团|ORG]涵盖[赤水河漂流公司|ORG]、[娄山关酒店公司|ORG]和[播州茶业公司|ORG]。",
        {
            "娄山关酒店公司 partOf 遵义市文旅集团",
            "播州茶业公司 partOf 遵义市文旅集团",
            "赤水河漂流公司 partOf 遵义市文旅集团",
        },
    ),
    ("[金昌市|PLACE]辖[金川区|PLACE]、[永昌县|PLACE]。", {"永昌县 partOf 金昌市", "金川区 partOf 金昌市"}),
    (
        "“[镍都四季|PROGRAMME]”分为“[春赏花|PROGRAMME]”“[夏戏水|PROGRAMME]”“[秋采摘|PROGRAMME]”。",
        {"夏戏水 partOf 镍都四季", "春赏花 partOf 镍都四季", "秋采摘 partOf 镍都四季"},
    ),
    ("[金川骆驼谷|PLACE]隶属[金川区|PLACE]。", {"金川骆驼谷 partOf 金川区"}),
    ("[金川集团|ORG]拟下设[金川研究院|ORG]。", {"金川研究院 partOf 金川集团"}),
    ("[金川集团|ORG]与[金川研究院|ORG]同在一地。", set()),
    ("[金昌市|PLACE]有[金川集团|ORG]。", set()),
    ("[金昌市|PLACE][金川区|PLACE]。", set()),
]

# A region before a programme or a firm states where it is; a place only mentioned does not.
LOCATED_IN: list[tuple[str, set[str]]] = [
    ("[桂林旅游学院|ORG]位于[雁山区|PLACE]。", {"桂林旅游学院 locatedIn 雁山区"}),
    (
        "[漓江书院|PLACE]坐落于[叠彩区|PLACE][解放桥|PLACE]旁。",
        {"漓江书院 locatedIn 叠彩区", "漓江书院 locatedIn 解放桥"},
    ),
    (
        "[南方冷链公司|ORG]、[象山食品公司|ORG]落户[临桂区|PLACE]。",
        {"南方冷链公司 locatedIn 临桂区", "象山食品公司 locatedIn 临桂区"},
    ),
    ("位于[雁山区|PLACE]的[桂林旅游学院|ORG]迎来新生。", {"桂林旅游学院 locatedIn 雁山区"}),
    ("[桂林旅游学院|ORG]历史悠久，位于[雁山区|PLACE]。", {"桂林旅游学院 locatedIn 雁山区"}),
    ("[桂林旅游学院|ORG]历史悠久。坐落于[雁山区|PLACE]。", {"桂林旅游学院 locatedIn 雁山区"}),
    ("“[山水音乐季|PROGRAMME]”在[阳朔县|PLACE]举行。", {"山水音乐季 locatedIn 阳朔县"}),
    ("“[山水音乐季|PROGRAMME]”将在[阳朔县|PLACE]举办。", {"山水音乐季 locatedIn 阳朔县"}),
    ("[南方冷链公司|ORG]没有落户[临桂区|PLACE]。", set()),
    ("[南方冷链公司|ORG]将落户[临桂区|PLACE]。", {"南方冷链公司 locatedIn 临桂区"}),
    ("[秀峰区|PLACE]“[家门口议事|PROGRAMME]”品牌获得好评。", {"家门口议事 locatedIn 秀峰区"}),
    ("[秀峰区|PLACE]的“[家门口议事|PROGRAMME]”平台上线三年。", {"家门口议事 locatedIn 秀峰区"}),
    ("[临桂区|PLACE]的[南方冷链公司|ORG]扩产。", {"南方冷链公司 locatedIn 临桂区"}),
    ("[南方冷链公司|ORG]负责人去[临桂区|PLACE]考察。", set()),
    ("[雁山区人社局|ORG]印制了手册。", set()),
    ("[桂林市|PLACE][雁山区|PLACE][良丰路|PLACE]车来车往。", set()),
    ("[临桂区|PLACE]下雨，[南方冷链公司|ORG]停工。", set()),
    ("[桂林旅游学院|ORG]与[雁山区|PLACE]的居民交流。", set()),
    ("[葫芦岛海事学校|ORG]地处[兴城市|PLACE]。", {"葫芦岛海事学校 locatedIn 兴城市"}),
    ("[觉华岛|PLACE]位于[兴城市|PLACE]。", {"觉华岛 locatedIn 兴城市"}),
    ("坐落于[兴城市|PLACE]的[古城博物馆|PLACE]开馆。", {"古城博物馆 locatedIn 兴城市"}),
    ("“[泳装设计赛|PROGRAMME]”在[兴城市|PLACE]开幕。", {"泳装设计赛 locatedIn 兴城市"}),
    ("[兴城市|PLACE]举办“[泳装设计赛|PROGRAMME]”。", {"兴城市 launches 泳装设计赛"}),
    ("[斯达服饰公司|ORG]入驻[兴城泳装园|PLACE]。", {"斯达服饰公司 locatedIn 兴城泳装园"}),
    ("[斯达服饰公司|ORG]未入驻[兴城泳装园|PLACE]。", set()),
    ("[斯达服饰公司|ORG]拟选址[兴城泳装园|PLACE]。", {"斯达服饰公司 locatedIn 兴城泳装园"}),
    ("[兴城市|PLACE]、[绥中县|PLACE]迎来游客。", set()),
    ("[斯达服饰公司|ORG]向[兴城市|PLACE]发货。", set()),
    ("[兴城市|PLACE]“[古城夜话|PROGRAMME]”模式全省推广。", {"古城夜话 locatedIn 兴城市"}),
    ("[兴城市|PLACE]的[古城博物馆|PLACE]游人如织。", set()),
    ("[斯达服饰公司|ORG]主营泳装，总部设在[兴城市|PLACE]。", {"斯达服饰公司 locatedIn 兴城市"}),
    ("[临桂区|PLACE]的[南方冷链公司|ORG]被评为先进。", {"南方冷链公司 locatedIn 临桂区"}),
    ("[临桂区|PLACE]引进[南方冷链公司|ORG]。", {"南方冷链公司 locatedIn 临桂区"}),
]

# A 通讯员, a villager, a student has no post.
HOLDS_POST: list[tuple[str, set[str]]] = [
    ("[宜兴市住建局|ORG]局长[蒋文涛|PERSON]介绍了情况。", {"蒋文涛 holdsPost 宜兴市住建局"}),
    ("[宜兴市委|ORG]书记[蒋文涛|PERSON]到会。", {"蒋文涛 holdsPost 宜兴市委"}),
    ("[丁蜀镇|PLACE]镇长[吴小芹|PERSON]到会。", {"吴小芹 holdsPost 丁蜀镇"}),
    (
        "[宜兴市住建局|ORG]副局长[蒋文涛|PERSON]、[吴小芹|PERSON]到会。",
        {"吴小芹 holdsPost 宜兴市住建局", "蒋文涛 holdsPost 宜兴市住建局"},
    ),
    ("[宜兴日报|ORG]/[太湖新闻|ORG]记者[吴小芹|PERSON]", {"吴小芹 holdsPost 太湖新闻", "吴小芹 holdsPost 宜兴日报"}),
    ("[吴小芹|PERSON]是[宜兴市紫砂协会|ORG]会长。", {"吴小芹 holdsPost 宜兴市紫砂协会"}),
    ("[吴小芹|PERSON]任[宜兴市紫砂协会|ORG]会长。", {"吴小芹 holdsPost 宜兴市紫砂协会"}),
    ("[吴小芹|PERSON]担任[宜兴市紫砂协会|ORG]会长。", {"吴小芹 holdsPost 宜兴市紫砂协会"}),
    ("通讯员[吴小芹|PERSON]", set()),
    ("[宜兴日报|ORG]通讯员[吴小芹|PERSON]", set()),
    ("[宜兴日报|ORG]记者[蒋文涛|PERSON] 通讯员[吴小芹|PERSON]", {"蒋文涛 holdsPost 宜兴日报"}),
    ("[丁蜀镇|PLACE]村民[吴小芹|PERSON]种了五亩茶。", set()),
    ("[宜兴市|PLACE]市民[吴小芹|PERSON]来到公园。", set()),
    ("[宜兴市住建局|ORG]党组书记、局长[蒋文涛|PERSON]到会。", {"蒋文涛 holdsPost 宜兴市住建局"}),
    ("[蒋文涛|PERSON]走进[宜兴市住建局|ORG]。", set()),
    ("[宜兴市住建局|ORG]邀请[蒋文涛|PERSON]讲课。", set()),
    ("[吴小芹|PERSON]未担任[宜兴市紫砂协会|ORG]会长。", set()),
    ("[吴小芹|PERSON]当选为[宜兴市紫砂协会|ORG]会长。", {"吴小芹 holdsPost 宜兴市紫砂协会"}),
    ("[宜兴市紫砂协会|ORG]的会长[吴小芹|PERSON]到会。", {"吴小芹 holdsPost 宜兴市紫砂协会"}),
    ("本报讯（[宜兴日报|ORG]记者 [吴小芹|PERSON]）昨天下雨。", {"吴小芹 holdsPost 宜兴日报"}),
    ("[新余学院|ORG]教授[廖春生|PERSON]带队。", {"廖春生 holdsPost 新余学院"}),
    ("[仙女湖区|PLACE]区长[廖春生|PERSON]致辞。", {"廖春生 holdsPost 仙女湖区"}),
    ("[新余日报|ORG]记者[廖春生|PERSON] 摄影[何盼|PERSON]", {"廖春生 holdsPost 新余日报"}),
    ("[廖春生|PERSON]曾任[新余学院|ORG]院长。", {"廖春生 holdsPost 新余学院"}),
    ("[廖春生|PERSON]出任[新余学院|ORG]副院长。", {"廖春生 holdsPost 新余学院"}),
    ("[廖春生|PERSON]被任命为[新余学院|ORG]院长。", {"廖春生 holdsPost 新余学院"}),
    ("[新余学院|ORG]学生[何盼|PERSON]获奖。", set()),
    ("[新余学院|ORG]感谢[何盼|PERSON]。", set()),
    ("[新余市|PLACE]居民[何盼|PERSON]说。", set()),
    ("[新余学院|ORG]，书记[廖春生|PERSON]。", set()),
    ("[廖春生|PERSON]不是[新余学院|ORG]院长。", set()),
    ("[新余学院|ORG]校办主任[廖春生|PERSON]介绍。", {"廖春生 holdsPost 新余学院"}),
    (
        "[新余学院|ORG]党委书记[廖春生|PERSON]、院长[何盼|PERSON]到会。",
        {"何盼 holdsPost 新余学院", "廖春生 holdsPost 新余学院"},
    ),
]

# An honour without a giver is none.
AWARDS: list[tuple[str, set[str]]] = [
    ("[威海市总工会|ORG]授予[孙桂兰|PERSON]劳动奖章。", {"威海市总工会 awards 孙桂兰"}),
    (
        "[威海市总工会|ORG]表彰了[荣成渔业公司|ORG]、[乳山机械厂|ORG]。",
        {"威海市总工会 awards 乳山机械厂", "威海市总工会 awards 荣成渔业公司"},
    ),
    ("[孙桂兰|PERSON]被[威海市总工会|ORG]授予“好工匠”称号。", {"威海市总工会 awards 孙桂兰"}),
    (
        "[荣成渔业公司|ORG]、[乳山机械厂|ORG]被[威海市总工会|ORG]评为先进集体。",
        {"威海市总工会 awards 乳山机械厂", "威海市总工会 awards 荣成渔业公司"},
    ),
    ("[威海市总工会|ORG]召开大会，表彰[荣成渔业公司|ORG]。", {"威海市总工会 awards 荣成渔业公司"}),
    ("[威海市总工会|ORG]关心一线。今年表彰了[荣成渔业公司|ORG]。", {"威海市总工会 awards 荣成渔业公司"}),
    ("[威海市总工会|ORG]关心一线。\n今年表彰了[荣成渔业公司|ORG]。", {"威海市总工会 awards 荣成渔业公司"}),
    ("[威海市总工会|ORG]表彰的[荣成渔业公司|ORG]有员工百名。", {"威海市总工会 awards 荣成渔业公司"}),
    ("[威海市总工会|ORG]将表彰[荣成渔业公司|ORG]。", {"威海市总工会 awards 荣成渔业公司"}),
    ("[威海市总工会|ORG]没有表彰[荣成渔业公司|ORG]。", set()),
    ("[荣成渔业公司|ORG]被授予“先进集体”称号。", set()),
    ("[荣成渔业公司|ORG]被评为先进集体。", set()),
    ("[孙桂兰|PERSON]荣获劳动奖章，[威海市总工会|ORG]到会祝贺。", set()),
    ("[威海市总工会|ORG]为[孙桂兰|PERSON]颁发奖章。", {"威海市总工会 awards 孙桂兰"}),
    ("[威海市|PLACE]获评全国文明城市。", set()),
    ("[威海市总工会|ORG]开会，[荣成渔业公司|ORG]获表彰。", set()),
    ("[信阳市|PLACE]奖励[毛尖茶业公司|ORG]五十万元。", {"信阳市 awards 毛尖茶业公司"}),
    ("[信阳市|PLACE]授予“[茶乡夜校|PROGRAMME]”优秀品牌称号。", {"信阳市 awards 茶乡夜校"}),
    ("“[茶乡夜校|PROGRAMME]”被[信阳市教育局|ORG]评为优秀品牌。", {"信阳市教育局 awards 茶乡夜校"}),
    ("[浉河区|PLACE]被[信阳市|PLACE]命名为园林城区。", {"信阳市 awards 浉河区"}),
    (
        "[信阳市|PLACE]、[浉河区|PLACE]表彰了[毛尖茶业公司|ORG]。",
        {"信阳市 awards 毛尖茶业公司", "浉河区 awards 毛尖茶业公司"},
    ),
    ("[信阳市|PLACE]表彰的[毛尖茶业公司|ORG]扩建厂房。", {"信阳市 awards 毛尖茶业公司"}),
    ("[信阳市|PLACE]拟表彰[毛尖茶业公司|ORG]。", {"信阳市 awards 毛尖茶业公司"}),
    ("[信阳市|PLACE]未表彰[毛尖茶业公司|ORG]。", set()),
    ("[毛尖茶业公司|ORG]荣获金奖。", set()),
    ("[信阳市|PLACE]召开大会。会上表彰了[毛尖茶业公司|ORG]。", {"信阳市 awards 毛尖茶业公司"}),
]


@pytest.mark.parametrize(("marked", "expected"), LAUNCHES, ids=range(len(LAUNCHES)))
def test_launches(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), ESTABLISHES, ids=range(len(ESTABLISHES)))
def test_establishes(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), ISSUES, ids=range(len(ISSUES)))
def test_issues(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), BUILDS, ids=range(len(BUILDS)))
def test_builds(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), LEADS, ids=range(len(LEADS)))
def test_leads(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), PARTICIPATES_IN, ids=range(len(PARTICIPATES_IN)))
def test_participates_in(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), COOPERATES_WITH, ids=range(len(COOPERATES_WITH)))
def test_cooperates_with(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), SUPPORTS, ids=range(len(SUPPORTS)))
def test_supports(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), PART_OF, ids=range(len(PART_OF)))
def test_part_of(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), LOCATED_IN, ids=range(len(LOCATED_IN)))
def test_located_in(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), HOLDS_POST, ids=range(len(HOLDS_POST)))
def test_holds_post(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), AWARDS, ids=range(len(AWARDS)))
def test_awards(stated: Callable[[str], set[str]], marked: str, expected: set[str]) -> None:
    assert stated(marked) == expected
