package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.intake.file.FileRefused;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;

/// Deliveries of several tables: joined by their sample, each message at the laboratory's own line. All data are made
/// up.
@SpringBootTest
class LabFormsTests {

    private static final String ESDAT_HEADER = """
            <?xml version="1.0"?><ESdat><LabReport Lab_Name="Made-up laboratory" Lab_Report_Number="R1"/></ESdat>""";

    private static final String ESDAT_SAMPLE = """
            SampleCode,Sampled_Date_Time,Field_ID,Sample_Depth,Matrix_Type,Sample_Type,Parent_Sample,SDG,Lab_Name,Lab_SampleID,Lab_Report_Number
            S1,2024-03-01 08:30,%1$s,,Water,Normal,,R1,Made-up,L1,R1
            S2,2024-03-02 09:00,%1$s,,Water,Normal,,R1,Made-up,L2,R1
            S3,2024-03-02 09:00,%1$s,,Water,Field_D,S2,R1,Made-up,L3,R1
            QC1,2024-03-02 09:00,,,Water,Trip_B,,R1,Made-up,L4,R1
            S5,2024-03-03 09:00,%1$s,,Water,Normal,,R1,Made-up,L5,R1
            S5,2024-03-04 09:00,%1$s,,Water,Normal,,R1,Made-up,L5,R1
            S6,2024-03-05 09:00,%1$s,,Water,Normal,,R1,Made-up,L6,R1
            S1,2024-03-01 08:30,%1$s,,Water,Normal,,R1,Made-up,L1,R1
            """;

    private static final String ESDAT_CHEMISTRY = """
            SampleCode,ChemCode,OriginalChemName,Prefix,Result,Result_Unit,Total_or_Filtered,Result_Type,Method_Type,Method_Name,Extraction_Date,Anal_Date,EQL,EQL_Units,Comments,Lab_Qualifier
            S1,7440-50-8,Copper,,0.012,mg/L,T,REG,Metals,M1,,,0.001,mg/L,,
            S1,7440-66-6,Zinc,<,0.005,mg/L,T,REG,Metals,M1,,,0.001,mg/L,"two
            lines",
            S2,7440-50-8,Copper,,0.014,mg/L,F,REG,Metals,M1,,,0.001,mg/L,,J
            S3,7440-50-8,Copper,,0.015,mg/L,F,REG,Metals,M1,,,0.001,mg/L,,R
            QC1,7440-50-8,Copper,<,0.001,mg/L,T,REG,Metals,M1,,,0.001,mg/L,,
            S5,7440-50-8,Copper,,0.02,mg/L,T,REG,Metals,M1,,,0.001,mg/L,,
            S9,7440-50-8,Copper,,0.03,mg/L,T,REG,Metals,M1,,,0.001,mg/L,,
            S1,7440-50-8,Copper,,0.013,mg/L,T,REG,Metals,M1,,,0.001,mg/L,,
            """;

    private static final String EQUIS_SAMPLE = """
            #data_provider,sys_sample_code,sample_name,sample_matrix_code,sample_type_code,sample_source,sample_date,sys_loc_code
            Made-up,A1,A1,WS,N,Field,03/13/2024 08:30,%1$s
            Made-up,A2,A2,WS,FD,Field,03/14/2024 08:30,%1$s
            Made-up,B1,B1,WQ,LB,Lab,03/14/2024 08:30,
            """;

    private static final String EQUIS_TEST = """
            #sys_sample_code,lab_anl_method_name,analysis_date,fraction,column_number,test_type,lab_matrix_code
            A1,M200,03/15/2024,D,NA,INITIAL,WS
            A1,M200,03/16/2024,T,NA,REANALYSIS,WS
            A2,M200,03/15/2024,T,NA,INITIAL,WS
            B1,M200,03/15/2024,T,NA,INITIAL,WS
            """;

    private static final String EQUIS_RESULT = """
            #sys_sample_code,lab_anl_method_name,analysis_date,test_type,cas_rn,chemical_name,result_value,result_type_code,reportable_result,detect_flag,lab_qualifiers,method_detection_limit,reporting_detection_limit,detection_limit_unit,result_unit
            A1,M200,03/15/2024,INITIAL,7440-50-8,Copper,0.011,TRG,Yes,Y,,0.0002,0.001,mg/L,mg/L
            A1,M200,03/16/2024,REANALYSIS,7440-50-8,Copper,0.019,TRG,No,Y,,0.0002,0.001,mg/L,mg/L
            A1,M200,03/15/2024,INITIAL,7440-66-6,Zinc,,TRG,Yes,N,U,0.0002,5,ug/L,mg/L
            A2,M200,03/15/2024,INITIAL,7440-66-6,Zinc,0.02,TRG,Yes,Y,,0.0002,0.001,mg/L,mg/L
            A2,M200,03/15/2024,INITIAL,999-1,Surrogate,98,SUR,Yes,Y,,,,mg/L,%%
            B1,M200,03/15/2024,INITIAL,7440-66-6,Zinc,,TRG,Yes,N,U,0.0002,0.001,mg/L,mg/L
            A2,M300,03/15/2024,INITIAL,7440-66-6,Zinc,0.03,TRG,Yes,Y,,0.0002,0.001,mg/L,mg/L
            """;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    private Lab lab;
    private String w;

    @BeforeEach
    void onePoint() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        w = "W" + lab.code;
        lab.point(w, "SURFACE_WATER");
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] esdat() {
        return zip(Map.of(
                "job/R1.ESdatHeader.xml", ESDAT_HEADER,
                "job/R1.Sample.csv", ESDAT_SAMPLE.formatted(w),
                "job/R1.Chemistry.csv", ESDAT_CHEMISTRY));
    }

    private DryRun tried(long id) {
        return lab.tried(id, lab.run(() -> intake.proposal(id, null)));
    }

    private static List<String> rejects(DryRun dry) {
        return dry.rejects().stream()
                .flatMap(g -> g.first().stream())
                .map(r -> r.line() + " " + r.code() + " " + r.found())
                .sorted()
                .toList();
    }

    private List<String> results() {
        return lab.results("""
                        select s.parameter_code || ' ' || s.fraction || ' ' || r.original || ' ' || r.censor || ' ' || r.sample || ' ' || r.replicate
                          || ' ' || to_char(r.started at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as line
                        from monitoring.result r join monitoring.series s on s.id = r.series_id where s.unit_id = %d
                        order by r.line""".formatted(lab.unit)).stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    @Test
    void an_esdat_delivery_is_joined_by_its_samples_and_each_bad_line_says_what_is_missing() {
        long id = lab.send(esdat());
        var dry = tried(id);
        assertThat(dry.questions()).isEmpty();
        assertThat(dry.points()).allSatisfy(p -> assertThat(p.to()).isNotEmpty());
        assertThat(rejects(dry))
                .containsExactlyInAnyOrder(
                        "7 joined.control Trip_B",
                        "8 joined.sampleTwice S5",
                        "9 joined.noSample S9",
                        "10 conflict 0.013");
        var noticed = dry.noticed().stream().collect(Collectors.toMap(DryRun.Notice::key, DryRun.Notice::args));
        assertThat(noticed)
                .containsEntry("form.ESDAT", List.of(6, "R1.Sample.csv", "R1.Chemistry.csv"))
                .containsEntry("form.unused", List.of(1, "S6", "R1.Sample.csv", 8))
                .containsEntry("form.repeated", List.of(1, "R1.Sample.csv"))
                .containsEntry("form.head", List.of("R1.ESdatHeader.xml", "Made-up laboratory", "R1"))
                .doesNotContainKey("form.others");
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(3);
        assertThat(results())
                .containsExactly(
                        "w20123  <0.005 1 S1 0 03-01 08:30",
                        "w20122 DISSOLVED 0.014 0 S2 0 03-02 09:00",
                        "w20122 DISSOLVED 0.015 0 S3 1 03-02 09:00");
        assertThat(lab.count("select count(*) from monitoring.result where flag = 'R' and unit_id = " + lab.unit))
                .isEqualTo(1);
        assertThat(tried(lab.send(esdat())).alreadyHere())
                .as("the same delivery twice changes nothing")
                .isEqualTo(3);
    }

    @Test
    void an_equis_delivery_is_joined_by_sample_and_test_and_one_run_of_each_is_reported() {
        long id = lab.send(zip(Map.of(
                "Sample_v3.txt", EQUIS_SAMPLE.formatted(w).replace(',', '\t'),
                "Test_v3.txt", EQUIS_TEST.replace(',', '\t'),
                "Result_v3.txt", EQUIS_RESULT.formatted().replace(',', '\t'),
                "Batch_v3.txt", "#sys_sample_code\ttest_batch_type\ttest_batch_id\nA1\tAnalysis\tB7\n")));
        equis(id);
    }

    private void equis(long id) {
        var dry = tried(id);
        assertThat(dry.questions()).isEmpty();
        assertThat(rejects(dry))
                .containsExactlyInAnyOrder(
                        "3 joined.notReportable No", "6 joined.qc SUR", "7 joined.control LB", "8 joined.noTest A2");
        lab.run(() -> intake.load(id));
        assertThat(results())
                .containsExactly(
                        "w20122 DISSOLVED 0.011 0 A1 0 03-13 08:30",
                        "w20123 DISSOLVED <5 1 A1 0 03-13 08:30",
                        "w20123  0.02 0 A2 1 03-14 08:30");
        assertThat(lab.results("select level from monitoring.result where censor = 1 and unit_id = " + lab.unit))
                .as("in the unit of the detection limit")
                .singleElement()
                .satisfies(r -> assertThat((Double) r.get("level")).isIn(5.0, 0.005));
    }

    @Test
    void the_same_tables_may_be_sheets_of_one_workbook() {
        byte[] bytes = Book.of(book -> Map.of(
                        "Cover",
                        "Made-up laboratory,\n",
                        "Sample_v3",
                        EQUIS_SAMPLE.formatted(w),
                        "Test_v3",
                        EQUIS_TEST,
                        "Result_v3",
                        EQUIS_RESULT.formatted())
                .forEach((name, text) -> {
                    var sheet = book.createSheet(name);
                    var lines = text.lines().toList();
                    for (int i = 0; i < lines.size(); i++) {
                        Book.row(sheet, i, (Object[]) lines.get(i).split(","));
                    }
                }));
        long id = lab.send(bytes);
        assertThat(lab.run(() -> intake.require(id)).sheet()).isEqualTo("EQuIS: Sample + Result");
        equis(id);
        long single = lab.send(bytes);
        lab.run(() -> {
            intake.chooseSheet(single, "Result_v3");
            return null;
        });
        assertThat(lab.run(() -> intake.require(single)).header())
                .as("a single sheet can be read all the same")
                .contains("cas_rn");
    }

    @Test
    void files_uploaded_together_are_one_delivery_whatever_their_order() {
        List<InputStream> files = List.of(stream(ESDAT_CHEMISTRY), stream(ESDAT_SAMPLE.formatted(w)));
        long id = lab.run(
                () -> intake.register(files, List.of("R1.Chemistry.csv", "R1.Sample.csv"), new UnitId(lab.unit)));
        assertThat(tried(id).ready()).isEqualTo(3);
        assertThatThrownBy(() -> lab.run(() -> intake.register(
                        List.of(stream("a,b\n1,2\n"), stream("a,b\n1,2\n")),
                        List.of("a.csv", "a.csv"),
                        new UnitId(lab.unit))))
                .isInstanceOf(Invalid.class);
    }

    private int sample(String number) {
        return lab.id("""
                insert into monitoring.sample (unit_id, site_id, point_id, number, kind, taken_at, taken_by, state, approved_by)
                select p.unit_id, p.site_id, p.id, '%s', 'ROUTINE', timestamptz '2024-03-01 08:30+08', 'Lin Qiao', 'APPROVED', 'account:1'
                from monitoring.point p where p.code = '%s' returning id""".formatted(number, w));
    }

    private String analysed(int sample) {
        return lab.results("""
                        select concat_ws(' ', coalesce(l.code, '-'), s.batch, s.analysed_on, s.state) as said
                        from monitoring.sample s left join monitoring.laboratory l on l.id = s.laboratory_id where s.id = %d""".formatted(sample)).getFirst().get("said").toString();
    }

    @Test
    void
            a_delivery_enters_laboratory_batch_and_day_of_analysis_at_the_samples_that_are_known_and_leaves_what_was_entered() {
        lab.id("insert into monitoring.laboratory (code, name) values ('M" + lab.code
                + "', jsonb_build_object('_', 'en', 'en', 'Laboratory " + lab.code + "')) returning id");
        int first = sample("S1");
        int second = sample("S2");
        lab.id("update monitoring.sample set batch = 'entered before' where id = " + second + " returning id");
        String chemistry = ESDAT_CHEMISTRY.replace("M1,,,0.001", "M1,,2024-03-07,0.001");
        long id = lab.send(zip(Map.of(
                "R1.ESdatHeader.xml",
                ESDAT_HEADER.replace("Made-up laboratory", "Laboratory " + lab.code),
                "R1.Sample.csv",
                ESDAT_SAMPLE
                        .formatted(w)
                        .replace(",Lab_Name,", ",Lab_Remark,")
                        .replace(",Lab_Report_Number", ",Remark"),
                "R1.Chemistry.csv",
                chemistry)));
        assertThat(tried(id).noticed()).contains(new DryRun.Notice("samples", List.of(2)));
        assertThat(analysed(first)).as("a dry run enters nothing").isEqualTo("-  APPROVED");
        lab.run(() -> intake.load(id));
        assertThat(analysed(first)).isEqualTo("M" + lab.code + " R1 2024-03-07 ENTERED");
        assertThat(analysed(second)).isEqualTo("M" + lab.code + " entered before 2024-03-07 ENTERED");
    }

    @Test
    void a_batch_of_an_equis_delivery_is_the_one_of_measuring_and_several_of_a_sample_leave_it_empty() {
        int one = sample("A1");
        int two = sample("A2");
        String results = EQUIS_RESULT
                .formatted()
                .replace("A2,M300", "A2,M200")
                .replace(
                        "M200,03/15/2024,INITIAL,7440-66-6,Zinc,0.03", "M200,03/16/2024,INITIAL,7440-50-8,Copper,0.03");
        long id = lab.send(zip(Map.of(
                "Sample_v3.txt",
                EQUIS_SAMPLE.formatted(w),
                "Test_v3.txt",
                EQUIS_TEST + "A2,M200,03/16/2024,T,NA,INITIAL,WS\n",
                "Result_v3.txt",
                results,
                "Batch_v3.txt",
                """
                        #sys_sample_code,lab_anl_method_name,analysis_date,test_batch_type,test_batch_id
                        A1,M200,03/15/2024,Prep,P1
                        A1,M200,03/15/2024,Analysis,B7
                        A2,M200,03/15/2024,Analysis,B8
                        A2,M200,03/16/2024,Analysis,B9
                        """)));
        assertThat(tried(id).noticed())
                .contains(new DryRun.Notice("samples.batches", List.of(1L)), new DryRun.Notice("samples", List.of(2)));
        lab.run(() -> intake.load(id));
        assertThat(analysed(one)).isEqualTo("- B7 2024-03-15 ENTERED");
        assertThat(analysed(two)).as("the last of its analyses").isEqualTo("-  2024-03-16 ENTERED");
    }

    @Test
    void a_blank_that_is_known_here_comes_in_with_its_delivery_and_is_not_judged_as_the_point() {
        int ordinary = sample("S1");
        int blank = sample("QC1");
        lab.id("update monitoring.sample set kind = 'TRIP_BLANK' where id = " + blank + " returning id");
        long id = lab.send(zip(Map.of(
                "R1.Sample.csv",
                ESDAT_SAMPLE.formatted(w).replace("QC1,2024-03-02 09:00,,", "QC1,2024-03-02 09:00," + w + ","),
                "R1.Chemistry.csv",
                ESDAT_CHEMISTRY)));
        assertThat(rejects(tried(id))).noneMatch(r -> r.contains("joined.control"));
        lab.run(() -> intake.load(id));
        assertThat(results()).anyMatch(r -> r.contains("<0.001 1 QC1"));
        assertThat(analysed(blank)).isEqualTo("- R1 ENTERED");
        assertThat(analysed(ordinary)).isEqualTo("- R1 ENTERED");
    }

    @Test
    void the_number_of_a_bottle_in_the_place_of_the_point_gives_point_and_sample() {
        int known = sample("DW-20240301");
        long id = lab.send(zip(Map.of("R1.Sample.csv", """
                SampleCode,Sampled_Date_Time,Field_ID,Sample_Type,Lab_Report_Number
                L-77,2024-03-01 08:30,DW-20240301,Normal,R9
                """, "R1.Chemistry.csv", """
                SampleCode,ChemCode,OriginalChemName,Prefix,Result,Result_Unit,Total_or_Filtered,Analysed_Date
                L-77,7440-50-8,Copper,,0.012,mg/L,T,2024-03-05
                L-77,7440-66-6,Zinc,,0.02,mg/L,T,32/11/2026
                """)));
        assertThat(tried(id).noticed()).contains(new DryRun.Notice("samples.days", List.of(1L, "32/11/2026")));
        lab.run(() -> intake.load(id));
        assertThat(results()).allMatch(r -> r.contains("DW-20240301")).hasSize(2);
        assertThat(analysed(known)).isEqualTo("- R9 2024-03-05 ENTERED");
    }

    @Test
    void a_head_that_names_something_outside_itself_is_no_head() {
        String head = """
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><ESdat><LabReport Lab_Name="&e;" Lab_Report_Number="R1"/></ESdat>""";
        long id = lab.send(zip(Map.of(
                "R1.ESdatHeader.xml",
                head,
                "R1.Sample.csv",
                ESDAT_SAMPLE.formatted(w),
                "R1.Chemistry.csv",
                ESDAT_CHEMISTRY)));
        assertThat(tried(id).noticed()).contains(new DryRun.Notice("form.others", List.of("R1.ESdatHeader.xml")));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void files_that_make_no_delivery_are_refused_by_name() {
        assertThatThrownBy(() -> lab.send(zip(Map.of("a.csv", "x,y\n1,2\n", "b.pdf", "%PDF"))))
                .isInstanceOfSatisfying(FileRefused.class, e -> {
                    assertThat(e.problems().getFirst().key()).isEqualTo("monitoring.file.form");
                    assertThat(e.problems().getFirst().args()).containsExactly("a.csv");
                });
    }

    @Test
    void a_single_table_of_a_form_is_known_by_its_headings_too() {
        long id = lab.send("""
                sys_loc_code,sample_date,sys_sample_code,chemical_name,result_value,result_unit,fraction,lab_qualifiers,reporting_detection_limit,detection_limit_unit
                %s,2024-03-01,F1,Copper,0.02,mg/L,D,,0.001,mg/L
                """.formatted(w));
        assertThat(lab.run(() -> intake.proposal(id, null)).columns())
                .containsOnlyKeys(
                        "point",
                        "date",
                        "sample",
                        "parameter",
                        "value",
                        "unit",
                        "fraction",
                        "qualifier",
                        "detectionLimit",
                        "detectionLimitUnit");
        assertThat(tried(id).ready()).isEqualTo(1);
    }
}
