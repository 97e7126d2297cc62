package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;

/// Instruments, laboratories, plans and samples as people and programs enter and read them.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class SamplingPagesTests {

    @Autowired
    SmallGroup g;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    private Outfall outfall;

    @BeforeEach
    void an_outfall() {
        g.clock.to("2031-04-20T02:00:00Z");
        outfall = new Outfall(g, jdbc, within);
    }

    private MvcTestResult get(Person who, String uri) {
        return who.scope().get(() -> mvc.get().uri(uri).exchange());
    }

    private MvcTestResult post(Person who, String uri, String... fields) {
        return who.scope().get(() -> {
            var request = mvc.post().uri(uri).with(SecurityMockMvcRequestPostProcessors.csrf());
            for (int i = 0; i < fields.length; i += 2) {
                request.param(fields[i], fields[i + 1]);
            }
            return request.exchange();
        });
    }

    private MvcTestResult json(Person who, String uri, String body) {
        return who.scope()
                .get(() -> mvc.post()
                        .uri(uri)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .exchange());
    }

    private static String to(MvcTestResult answer) {
        assertThat(answer).hasStatus(302);
        return Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
    }

    @Test
    void a_value_says_that_it_was_measured_while_the_calibration_had_expired_and_is_counted() {
        String instrument = to(post(
                g.zhou,
                "/monitoring/instruments",
                "point",
                String.valueOf(outfall.point),
                "code",
                "AI-7",
                "maker",
                "Maker",
                "from",
                "2031-01-01",
                "ranges",
                "w01018 0–200 mg/L"));
        assertThat(get(g.zhou, instrument)).bodyText().contains("never calibrated", "AI-7", "0–200");
        assertThat(post(
                        g.lin,
                        instrument + "/calibrations",
                        "on",
                        "2031-01-02",
                        "by",
                        "Metrology office",
                        "result",
                        "PASSED"))
                .hasStatus(422)
                .bodyText()
                .contains("Say until which day it holds.");
        to(post(
                g.lin,
                instrument + "/calibrations",
                "on",
                "2031-01-02",
                "by",
                "Metrology office",
                "result",
                "PASSED",
                "until",
                "2031-03-31"));
        int cod = outfall.series("w01018", "ONLINE");
        outfall.result(cod, "2031-03-31T10:00:00Z", "", 0, 0, "41");
        outfall.result(cod, "2031-04-02T10:00:00Z", "", 0, 0, "42");
        assertThat(get(g.lin, "/monitoring/series/" + cod + "/values"))
                .bodyText()
                .containsOnlyOnce("no valid instrument: AI-7, calibration expired after 31 Mar 2031");
        assertThat(get(g.lin, "/api/monitoring/series/" + cod + "/values"))
                .bodyJson()
                .extractingPath("$.items[0].marks[0].kind")
                .isEqualTo("CALIBRATION");
        assertThat(get(g.lin, "/monitoring/series/" + cod + "/export"))
                .bodyText()
                .contains("no valid instrument: AI-7");
        assertThat(get(g.lin, "/monitoring/unfit?year=2031"))
                .bodyText()
                .contains("Apr 2031", "AI-7: calibration expired after 31 Mar 2031");
        assertThat(get(g.lin, "/monitoring/unfit/export?year=2031")).bodyText().contains("2031-04," + outfall.code);
        String id = instrument.replaceAll("\\D", "");
        assertThat(get(g.lin, "/api/monitoring/instruments/" + id + "/valid?at=2031-03-01T00:00:00Z"))
                .bodyJson()
                .extractingPath("$.valid")
                .isEqualTo(true);
        assertThat(get(g.rosa, instrument)).as("another mine’s").hasStatus(404);
        assertThat(get(g.lin, "/api/monitoring/instruments/" + id))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"instrument\": {\"state\": \"CALIBRATION_EXPIRED\", \"since\": \"2031-03-31\"}}");
        g.clock.to("2031-02-01T02:00:00Z");
        var valid = get(g.lin, "/api/monitoring/instruments/" + id);
        assertThat(valid)
                .bodyJson()
                .isLenientlyEqualTo("{\"instrument\": {\"state\": \"VALID\", \"until\": \"2031-03-31\"}}");
        assertThat(valid).bodyText().doesNotContain("\"since\"");
    }

    @Test
    void a_plan_makes_rounds_whose_sheet_and_labels_are_printed_and_whose_sample_fills_them() {
        String plan = to(post(
                g.zhou,
                "/monitoring/plans",
                "site",
                outfall.site.toString(),
                "code",
                "PL-" + outfall.code,
                "name.en",
                "Monthly outfall",
                "every",
                "1",
                "period",
                "MONTH",
                "onDay",
                "8",
                "graceDays",
                "5",
                "starts",
                "2031-03-01",
                "points",
                outfall.code + ": w01018, w20122"));
        String id = plan.replaceAll("\\D", "");
        assertThat(get(g.lin, plan)).bodyText().contains("every month, on day 8", "8 Mar 2031", "late");
        assertThat(get(g.lin, "/monitoring/rounds?plan=" + id)).bodyText().contains("0 of 1");
        String round = "/monitoring/rounds/" + id + "/2031-03-08";
        assertThat(get(g.lin, round)).bodyText().contains("no sample", "Enter a sample");
        assertThat(get(g.lin, round + "/sheet")).bodyText().contains(outfall.code + "-20310308", "Chain of custody");
        assertThat(get(g.lin, round + "/labels")).bodyText().contains(outfall.code + "-20310308");
        assertThat(get(g.lin, "/monitoring/rounds/" + id + "/2031-03-09")).hasStatus(404);
        String sample = to(post(
                g.lin,
                "/monitoring/samples",
                "point",
                String.valueOf(outfall.point),
                "kind",
                "ROUTINE",
                "plan",
                id,
                "round",
                "2031-03-08",
                "takenAt",
                "2031-03-09T09:30",
                "takenBy",
                "Lin Qiao",
                "batch",
                "B-17"));
        assertThat(get(g.lin, sample)).bodyText().contains(outfall.code + "-20310308", "9 Mar 2031, 09:30", "B-17");
        assertThat(get(g.lin, "/api/monitoring/rounds/" + id + "/2031-03-08"))
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("DONE");
        to(post(g.lin, "/monitoring/rounds/" + id + "/2031-04-08/skip", "reason", "Stood still"));
        assertThat(get(g.lin, "/monitoring/plans?year=2031")).bodyText().contains("Sampling calendar 2031", "skipped");
        assertThat(get(g.lin, "/monitoring/rounds/export?view=all&plan=" + id))
                .bodyText()
                .contains("Stood still");
        assertThat(post(g.lin, "/monitoring/plans", "site", outfall.site.toString()))
                .as("an officer makes no plan")
                .hasStatus(403);
    }

    @Test
    void what_fails_in_a_batch_stands_at_each_of_its_values_with_the_reason() {
        int lead = outfall.series("w20120", "LABORATORY");
        String batch = "B-" + outfall.code;
        String blank = sample("FIELD_BLANK", outfall.code + "-FB", batch);
        String good = sample("ROUTINE", outfall.code + "-1", batch);
        outfall.result(lead, "2031-03-12", outfall.code + "-FB", 0, 0, "0.002");
        outfall.result(lead, "2031-03-12", outfall.code + "-1", 0, 1, "0.01");
        outfall.result(lead, "2031-03-12", outfall.code + "-1", 0, 2, "0.02");
        String sentence = "field blank " + outfall.code + "-FB, Total lead: found 0.002";
        assertThat(get(g.lin, blank)).bodyText().contains("Quality control", "failed");
        assertThat(get(g.lin, good)).bodyText().contains("Quality control of this batch failed", sentence);
        assertThat(get(g.lin, "/monitoring/series/" + lead + "/values"))
                .bodyText()
                .contains(sentence, "another run of the sample counts");
        assertThat(get(g.lin, "/monitoring/batches")).bodyText().contains(batch, sentence);
        assertThat(get(g.lin, "/monitoring/batches/export")).bodyText().contains(sentence);
        assertThat(get(g.lin, "/api/monitoring/batches")).bodyText().contains("\"batch\":\"" + batch + "\"");
        to(post(g.zhou, good + "/report", "run", lead + "-1", "why", "The second was diluted wrongly"));
        assertThat(get(g.lin, good)).bodyText().contains("The second was diluted wrongly");
        assertThat(get(g.lin, "/monitoring/criteria")).bodyText().contains("sample value, not verified", "80–120%");
    }

    private String sample(String kind, String number, String batch) {
        var answer = json(g.lin, "/api/monitoring/samples", """
                {"point":%d,"number":"%s","kind":"%s","takenAt":"2031-03-12T01:00:00Z","takenBy":"Lin Qiao","batch":"%s"}""".formatted(outfall.point, number, kind, batch));
        assertThat(answer).hasStatus(201);
        return Objects.requireNonNull(answer.getResponse().getHeader("Location"))
                .replace("/api", "");
    }

    @Test
    void a_result_of_a_laboratory_without_accreditation_for_the_method_says_so() {
        String laboratory = to(
                post(g.zhou, "/monitoring/laboratories", "code", "L-" + outfall.code, "name.en", "County laboratory"));
        to(post(
                g.zhou,
                laboratory + "/accreditations",
                "method",
                "HJ 776-2015",
                "parameters",
                "w20122",
                "from",
                "2030-01-01",
                "to",
                "2031-03-12"));
        int copper = outfall.series("w20122", "LABORATORY");
        String sample = sample("ROUTINE", outfall.code + "-9", "");
        outfall.result(copper, "2031-03-12", outfall.code + "-9", 0, 0, "0.1");
        to(post(
                g.lin,
                sample + "/analysed",
                "version",
                "1",
                "laboratory",
                laboratory.replaceAll("\\D", ""),
                "analysedOn",
                "2031-03-14"));
        assertThat(get(g.lin, "/monitoring/series/" + copper + "/values"))
                .bodyText()
                .contains("County laboratory: accreditation ended on 12 Mar 2031");
        assertThat(get(g.lin, laboratory)).bodyText().contains("HJ 776-2015", "expired");
        assertThat(get(g.lin, "/monitoring/laboratories/export")).bodyText().contains("HJ 776-2015");
        assertThat(post(
                        g.lin,
                        laboratory + "/accreditations",
                        "method",
                        "X",
                        "parameters",
                        "w20122",
                        "from",
                        "2030-01-01"))
                .hasStatus(403);
    }

    @Test
    void custody_is_written_down_and_a_sample_is_approved_by_another_person() {
        String sample = sample("ROUTINE", outfall.code + "-5", "");
        assertThat(post(
                        g.lin,
                        sample + "/custody",
                        "givenBy",
                        "Somebody",
                        "receivedBy",
                        "Courier",
                        "handedAt",
                        "2031-03-12T08:00",
                        "condition",
                        "INTACT"))
                .as("an hour before it was taken")
                .hasStatus(422)
                .bodyText()
                .contains("It can’t be handed on before it was taken");
        to(post(
                g.lin,
                sample + "/custody",
                "givenBy",
                "Somebody",
                "receivedBy",
                "Courier",
                "handedAt",
                "2031-03-12T11:00",
                "condition",
                "SEAL_BROKEN",
                "temperature",
                "6.5"));
        assertThat(get(g.lin, sample))
                .bodyText()
                .contains("Somebody to Courier", "somebody else had it before", "seal broken", "6.5 °C");
        to(post(g.zhou, sample + "/approve"));
        assertThat(get(g.lin, sample)).bodyText().contains("approved", "Zhou Min");
        assertThat(get(g.lin, "/monitoring/samples?state=APPROVED&q=" + outfall.code))
                .bodyText()
                .contains(outfall.code + "-5");
    }
}
