package org.verdite.monitoring.intake;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.verdite.shared.Invalid;

/// What a column can mean, with the headings by which it is recognised.
public enum Role {
    POINT(
            "point",
            "SITEID",
            "SITE ID",
            "STATION",
            "STATION ID",
            "LOCATION ID",
            "MONITORINGLOCATIONIDENTIFIER",
            "POINT",
            "SAMPLING POINT",
            "点位",
            "监测点位",
            "点位名称",
            "采样点",
            "采样点位",
            "断面名称",
            "SYS_LOC_CODE",
            "LOCCODE",
            "LOCATION_CODE",
            "FIELD_ID"),
    DATE(
            "date",
            "DATE",
            "DATETIME",
            "DATE TIME",
            "ACTIVITYSTARTDATE",
            "OBSERVED DATETIME",
            "SAMPLE DATE",
            "SAMPLING DATE",
            "DATE SAMPLED",
            "COLLECTED",
            "日期",
            "采样日期",
            "监测日期",
            "采样时间",
            "监测时间",
            "SAMPLE_DATE",
            "SAMPLED_DATE_TIME"),
    TIME(
            "time",
            "TIME",
            "ACTIVITYSTARTTIME.TIME",
            "ACTIVITYSTARTTIME/TIME",
            "SAMPLE TIME",
            "SAMPLING TIME",
            "SAMPLE_TIME",
            "时间"),
    OFFSET(
            "offset",
            "ACTIVITYSTARTTIME.TIMEZONECODE",
            "ACTIVITYSTARTTIME/TIMEZONECODE",
            "TIME ZONE",
            "TIMEZONE",
            "UTC OFFSET",
            "时区"),
    YEAR("year", "YEAR", "年"),
    MONTH("month", "MONTH", "月"),
    DAY("day", "DAY", "日"),
    HOUR("hour", "HOUR", "时", "小时"),
    PARAMETER(
            "parameter",
            "VARIABLE",
            "PARAMETER",
            "ANALYTE",
            "CHARACTERISTICNAME",
            "OBSERVED PROPERTY ID",
            "SUBSTANCE",
            "POLLUTANT",
            "项目",
            "监测项目",
            "检测项目",
            "因子",
            "监测因子",
            "污染物",
            "CHEMICAL_NAME",
            "CHEMNAME"),
    VALUE(
            "value",
            "VALUE",
            "RESULT",
            "RESULT VALUE",
            "RESULTMEASUREVALUE",
            "CONCENTRATION",
            "结果",
            "监测结果",
            "检测结果",
            "监测值",
            "浓度",
            "RESULT_VALUE"),
    UNIT(
            "unit",
            "UNIT",
            "UNITS",
            "RESULT UNIT",
            "RESULTMEASURE.MEASUREUNITCODE",
            "RESULTMEASURE/MEASUREUNITCODE",
            "RESULT_UNIT",
            "单位"),
    QUALIFIER(
            "qualifier",
            "QUALIFIER",
            "FLAG",
            "MEASUREQUALIFIERCODE",
            "LAB: QUALITY FLAG",
            "LAB QUALIFIER",
            "LAB_QUALIFIERS",
            "标记",
            "标识"),
    CONDITION("condition", "RESULTDETECTIONCONDITIONTEXT", "LAB: DETECTION CONDITION", "DETECTION CONDITION"),
    LEVEL(
            "detectionLimit",
            "DETECTION LIMIT",
            "DETECTIONLIMIT",
            "MDL",
            "LAB: MDL",
            "REPORTING LIMIT",
            "RL",
            "DETECTIONQUANTITATIONLIMITMEASURE.MEASUREVALUE",
            "DETECTIONQUANTITATIONLIMITMEASURE/MEASUREVALUE",
            "检出限",
            "方法检出限",
            "EQL",
            "REPORTING_DETECTION_LIMIT"),
    LEVEL_UNIT(
            "detectionLimitUnit",
            "DETECTIONQUANTITATIONLIMITMEASURE.MEASUREUNITCODE",
            "DETECTIONQUANTITATIONLIMITMEASURE/MEASUREUNITCODE",
            "DETECTION LIMIT UNIT",
            "DETECTION_LIMIT_UNIT",
            "EQL_UNITS"),
    FRACTION(
            "fraction",
            "RESULTSAMPLEFRACTIONTEXT",
            "FRACTION",
            "TOTAL_OR_FILTERED",
            "SAMPLE FRACTION",
            "LAB: SAMPLE FRACTION"),
    BASIS("basis", "METHODSPECIATIONNAME", "SPECIATION", "BASIS"),
    SAMPLE(
            "sample",
            "ACTIVITYIDENTIFIER",
            "SAMPLE ID",
            "SAMPLE",
            "SAMPLE NUMBER",
            "LAB: SAMPLE ID",
            "ACTIVITY NAME",
            "SYS_SAMPLE_CODE",
            "SAMPLECODE",
            "样品编号",
            "样品号"),
    REPLICATE("replicate", "REPLICATE", "REPLICATE NUMBER", "平行样"),
    RUN("run", "RUN", "RUN NUMBER"),
    LABORATORY(
            "laboratory",
            "LAB_NAME",
            "LAB NAME",
            "LABORATORYNAME",
            "LABORATORY",
            "LAB_NAME_CODE",
            "检测机构",
            "检测单位",
            "实验室"),
    BATCH(
            "batch",
            "SDG",
            "SAMPLE_DELIVERY_GROUP",
            "LAB_REPORT_NUMBER",
            "LAB REPORT NUMBER",
            "TEST_BATCH_ID",
            "LAB BATCH",
            "BATCH",
            "报告编号",
            "分析批次",
            "批次"),
    ANALYSED(
            "analysed",
            "ANAL_DATE",
            "ANALYSIS_DATE",
            "ANALYSIS DATE",
            "ANALYSISSTARTDATE",
            "DATE ANALYSED",
            "DATE ANALYZED",
            "分析日期",
            "检测日期"),
    /// Of a delivery of several tables: why a line of results could not be joined with its sample.
    JOINED("joined");

    private static final Set<Role> USUAL = EnumSet.of(POINT, DATE, PARAMETER, VALUE, UNIT);

    private final String key;
    private final List<String> headings;

    Role(String key, String... headings) {
        this.key = key;
        this.headings = List.of(headings);
    }

    /// What nearly every file has.
    public static List<Role> usual() {
        return List.copyOf(USUAL);
    }

    public static List<Role> others() {
        return Arrays.stream(values()).filter(role -> !USUAL.contains(role)).toList();
    }

    /// As the mapping's JSON and the form's fields name it.
    public String key() {
        return key;
    }

    List<String> headings() {
        return headings;
    }

    /// The role that a heading names itself, as those of a joined delivery do: `point: Sample.Field_ID`.
    static java.util.Optional<Role> named(String heading) {
        int end = heading.indexOf(": ");
        return end < 0
                ? java.util.Optional.empty()
                : Arrays.stream(values())
                        .filter(r -> r.key.equals(heading.substring(0, end)))
                        .findFirst();
    }

    static Role of(String key) {
        return Arrays.stream(values())
                .filter(r -> r.key.equals(key) || r.name().equals(key.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Invalid("columns", "monitoring.import.invalid.role", key));
    }
}
