package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.Statements;
import org.verdite.obligations.LimitRegister;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import tools.jackson.databind.JsonNode;

/// OGC SensorThings 1.1 as a dashboard asks for it: over the real socket, with a token of somebody at one mine.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Statements.class)
class SensorThingsTests {

    private static final String PASSWORD = "a long enough password";
    private static final String ROOT = "/api/monitoring/sensorthings/v1.1/";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    Units units;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private River river;
    private River other;
    private int copper;
    private int hourly;
    private int foreign;
    private String token = "";

    /// Six days of copper, one not detected; and 70 hours of a field instrument, each with two replicates of a sample.
    @BeforeEach
    void two_mines_and_a_reader_at_one() throws Exception {
        river = new River(jdbc, transactions, limits, again);
        other = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
        // of another parameter: hours of copper would become day means for the permit's limit
        river.parameter("w20123", "Total zinc", "总锌", "mg/L", "TOTAL");
        hourly = river.series("w20123", "HOUR_MEAN");
        foreign = other.series("w20122", "DAY_MEAN");
        river.permit("PW-" + river.code, "0.40", LocalDate.of(2026, 1, 1));
        river.results(copper, "2026-10-12", "<0.02", "2026-11-12", "0.21", "2026-11-13", "0.34", "2026-11-14", "0.47");
        river.results(copper, "2026-11-15", "0.41", "2026-11-16", "0.33");
        river.judge(copper);
        other.results(foreign, "2026-11-12", "9.9");
        river.run(() -> {
            jdbc.sql("update monitoring.point set latitude = 25.1, longitude = 100.2 where id = :id")
                    .param("id", river.point)
                    .update();
            jdbc.sql("""
                insert into monitoring.segment (unit_id, series_id, valid_from, method, instrument)
                values (:unit, :series, date '2024-01-01', 'Older', ''), (:unit, :series, date '2025-01-01', 'ICP-MS', 'A & B <1>')\
                """).param("unit", river.unit).param("series", copper).update();
            jdbc.sql("""
                insert into monitoring.result (series_id, unit_id, started, ended, sample, replicate, value, original, intake_id, line)
                select :series, :unit, t, t + interval '1 hour', 'S/' || extract(day from t), r, extract(hour from t), 'x', 0, 0
                from generate_series(timestamptz '2026-11-12 00:00Z', timestamptz '2026-11-14 21:00Z', interval '1 hour') t,
                  generate_series(0, 1) r\
                """).param("series", hourly).param("unit", river.unit).update();
        });
        // the rivers' units came by SQL; what is opened by its verb renews the tree that scopes are read from
        Scope.system("test")
                .run(() -> units.open(new NewUnit(
                        "STA-" + river.code, LocalText.of("en", "Beside"), "GROUP", null, LocalDate.of(2020, 1, 1))));
        token = tokenAt(new UnitId(river.unit));
    }

    private String tokenAt(UnitId unit) throws Exception {
        String login = "sta-" + unit.value();
        Scope.system("test").run(() -> {
            var person = people.add(new NewPerson(unit, "N-" + login, LocalText.of("en", "Reader " + login), ""));
            int account = accounts.create(login, PASSWORD, person, false);
            accounts.grant(account, Role.OFFICER, unit, LocalDate.of(2020, 1, 1), null);
        });
        String basic = Base64.getEncoder().encodeToString((login + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/organisation/tokens"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.mapper().readTree(answer.body()).path("token").asString();
    }

    private HttpResponse<String> send(String method, String address) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept-Language", "en")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String address(String path, String... options) {
        var query = new ArrayList<String>();
        for (int i = 0; i < options.length; i += 2) {
            query.add(options[i] + "="
                    + URLEncoder.encode(options[i + 1], StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return "http://localhost:" + port + ROOT + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private HttpResponse<String> ask(String path, String... options) throws Exception {
        return send("GET", address(path, options));
    }

    private JsonNode get(String path, String... options) throws Exception {
        return read(address(path, options));
    }

    private JsonNode read(String address) throws Exception {
        var answer = send("GET", address);
        assertThat(answer.statusCode()).as(address + " " + answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private static List<String> all(JsonNode set, String member) {
        return StreamSupport.stream(set.path("value").spliterator(), false)
                .map(e -> e.path(member).asString())
                .toList();
    }

    private int found(String filter) throws Exception {
        return get("Datastreams(" + copper + ")/Observations", "$filter", filter, "$count", "true")
                .path("@iot.count")
                .asInt();
    }

    @Test
    void the_root_names_the_eight_sets_and_what_is_met() throws Exception {
        var root = read("http://localhost:" + port + "/api/monitoring/sensorthings/v1.1");
        assertThat(all(root, "name"))
                .containsExactlyInAnyOrder(
                        "Things",
                        "Locations",
                        "HistoricalLocations",
                        "Sensors",
                        "ObservedProperties",
                        "Datastreams",
                        "Observations",
                        "FeaturesOfInterest");
        assertThat(root.path("serverSettings").path("conformance").isEmpty()).isFalse();
        for (var set : root.path("value")) {
            read(set.path("url").asString());
        }
    }

    @Test
    void only_what_lies_in_the_scope_of_the_token_is_there() throws Exception {
        assertThat(all(get("Things"), "@iot.id")).containsExactly(String.valueOf(river.point));
        assertThat(all(get("Datastreams"), "@iot.id")).doesNotContain(String.valueOf(foreign));
        assertThat(all(get("Observations", "$filter", "result gt 9000 or Datastream/id eq " + foreign), "@iot.id"))
                .isEmpty();
        String observation = foreign + "-1794441600000000-1794441600000000-0-0-";
        for (String path : List.of(
                "Things(" + other.point + ")",
                "Things(" + other.point + ")/Datastreams",
                "Locations(" + other.point + ")",
                "FeaturesOfInterest(" + other.point + ")",
                "Datastreams(" + foreign + ")",
                "Datastreams(" + foreign + ")/Observations",
                "Datastreams(" + foreign + ")/name",
                "Sensors(-" + foreign + ")",
                "Observations('" + observation + "')")) {
            assertThat(ask(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(ask("Observations('" + observation.replaceFirst("\\d+", String.valueOf(copper)) + "')")
                        .statusCode())
                .as("our own of the same day")
                .isEqualTo(200);
        assertThat(ask("Things", "unit", String.valueOf(other.unit)).statusCode())
                .isEqualTo(404);
        token = "vd_nothing";
        assertThat(ask("Things").statusCode()).isEqualTo(401);
    }

    @Test
    void an_observation_is_known_by_its_result_s_identity_and_leads_both_ways() throws Exception {
        var newest = get("Datastreams(" + copper + ")/Observations", "$top", "1", "$orderby", "phenomenonTime desc")
                .path("value")
                .get(0);
        assertThat(newest.path("phenomenonTime").asString())
                .as("a day of the mine, at UTC+8")
                .isEqualTo("2026-11-15T16:00:00Z/2026-11-16T16:00:00Z");
        assertThat(newest.path("result").asDouble()).isEqualTo(0.33);
        assertThat(newest.path("parameters").path("verdict").asString()).isEqualTo("WARNING");
        String self = newest.path("@iot.selfLink").asString();
        assertThat(read(self).path("@iot.id")).isEqualTo(newest.path("@iot.id"));
        assertThat(read(newest.path("Datastream@iot.navigationLink").asString())
                        .path("@iot.id")
                        .asInt())
                .isEqualTo(copper);
        assertThat(read(self + "/FeatureOfInterest")
                        .path("feature")
                        .path("geometry")
                        .path("type")
                        .asString())
                .isEqualTo("Point");
        assertThat(read(self + "/Datastream/Thing/Datastreams").path("value")).hasSize(2);
        assertThat(read(self + "/result").path("result").asDouble()).isEqualTo(0.33);
        assertThat(send("GET", self + "/result/$value").body()).isEqualTo("0.33");
    }

    /// A file's day ends with the midnight after it, one that is put together with its last day: both are the same day.
    @Test
    void a_day_of_a_file_and_a_day_that_is_put_together_last_from_midnight_to_midnight() throws Exception {
        int derived = river.get(() ->
                jdbc.sql("""
                        insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit, derived_from)
                        select unit_id, point_id, parameter_code, 'MONTH_MEAN', mode, unit, id from monitoring.series where id = :id returning id""").param("id", copper).query((rs, _) -> rs.getInt(1)).single());
        river.run(() -> {
            jdbc.sql("""
                            insert into monitoring.result (series_id, unit_id, started, ended, date_only, value, original, intake_id, line)
                            values (:copper, :unit, '2026-11-20Z', '2026-11-21Z', true, 0.3, '0.3', 0, 0),
                              (:derived, :unit, '2026-11-01Z', '2026-11-30Z', true, 0.3, '0.3', 0, 0)""")
                    .param("copper", copper)
                    .param("derived", derived)
                    .param("unit", river.unit)
                    .update();
        });
        var newest = List.of("$top", "1", "$orderby", "phenomenonTime desc").toArray(String[]::new);
        assertThat(get("Datastreams(" + copper + ")/Observations", newest)
                        .path("value")
                        .get(0)
                        .path("phenomenonTime")
                        .asString())
                .isEqualTo("2026-11-19T16:00:00Z/2026-11-20T16:00:00Z");
        assertThat(get("Datastreams(" + derived + ")/Observations", newest)
                        .path("value")
                        .get(0)
                        .path("phenomenonTime")
                        .asString())
                .isEqualTo("2026-10-31T16:00:00Z/2026-11-30T16:00:00Z");
        String values = "/api/monitoring/series/%d/values?from=2026-11-01&to=2026-11-30&unit=" + river.unit;
        assertThat(values(values.formatted(copper))).contains("\"ended\":\"2026-11-21T00:00:00Z\"");
        assertThat(values(values.formatted(derived))).contains("\"ended\":\"2026-12-01T00:00:00Z\"");
    }

    private String values(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /// Zero or half the level would be taken for measured.
    @Test
    void what_is_not_detected_has_no_result_but_says_below_what() throws Exception {
        var below = get("Datastreams(" + copper + ")/Observations", "$filter", "result eq null")
                .path("value");
        assertThat(below).hasSize(1);
        assertThat(below.get(0).path("result").isNull()).isTrue();
        assertThat(below.get(0).path("parameters").path("censored").asString()).isEqualTo("<0.02");
    }

    @Test
    void a_datastream_has_its_unit_its_span_its_property_and_its_sensor_of_today() throws Exception {
        var datastream =
                get("Datastreams(" + copper + ")", "$expand", "Sensor,ObservedProperty,Thing($expand=Locations)");
        assertThat(datastream.path("unitOfMeasurement").path("symbol").asString())
                .isEqualTo("mg/L");
        assertThat(datastream.path("phenomenonTime").asString()).isEqualTo("2026-10-11T16:00:00Z/2026-11-16T16:00:00Z");
        assertThat(datastream.path("observationType").asString()).endsWith("OM_Measurement");
        assertThat(datastream.path("ObservedProperty").path("@iot.id").asString())
                .isEqualTo("w20122");
        assertThat(datastream.path("Sensor").path("name").asString()).isEqualTo("ICP-MS, A & B <1>");
        assertThat(datastream.path("Sensor").path("metadata").asString()).isEqualTo("ICP-MS, A &amp; B &lt;1&gt;");
        var place = datastream.path("Thing").path("Locations").get(0).path("location");
        assertThat(place.path("coordinates").get(0).asDouble()).isEqualTo(100.2);
        assertThat(get("Datastreams(" + hourly + ")/Sensor").path("name").asString())
                .isEqualTo("not stated");
        assertThat(all(get("Sensors", "$filter", "Datastreams/id eq " + copper), "name"))
                .containsExactly("ICP-MS, A & B <1>");
    }

    @Test
    void filters_narrow_by_numbers_texts_times_functions_and_links() throws Exception {
        assertThat(found("result gt 0.33")).isEqualTo(3);
        assertThat(found("result ge 0.33 and not (result eq 0.47)")).isEqualTo(3);
        assertThat(found("0.33 le result and (result lt 0.35 or result gt 0.45)"))
                .isEqualTo(3);
        assertThat(found("parameters/verdict eq 'EXCEEDED'")).isEqualTo(2);
        assertThat(found("phenomenonTime ge 2026-11-14T00:00:00+08:00")).isEqualTo(3);
        assertThat(found("phenomenonTime le 2026-11-14T00:00:00+08:00")).isEqualTo(3);
        assertThat(found("phenomenonTime eq 2026-11-13T16:00:00Z")).isEqualTo(1);
        assertThat(found("month(phenomenonTime) eq 10 and year(phenomenonTime) eq 2026 and day(phenomenonTime) eq 11"))
                .isEqualTo(1);
        assertThat(found("startswith(parameters/censored, '<') or endswith(parameters/original, '47')"))
                .isEqualTo(2);
        assertThat(found("contains(Datastream/Thing/name, 'outfall') and Datastream/id eq " + copper))
                .isEqualTo(6);
        assertThat(found("substringof('Nowhere', FeatureOfInterest/name)")).isZero();
        assertThat(found("parameters/original eq 'it''s; drop table monitoring.result --'"))
                .isZero();
        assertThat(all(get("Things", "$filter", "Datastreams/ObservedProperty/id eq 'w20122'"), "@iot.id"))
                .containsExactly(String.valueOf(river.point));
        assertThat(all(get("Datastreams", "$orderby", "properties/statistic desc", "$select", "id"), "@iot.id"))
                .containsExactly(String.valueOf(hourly), String.valueOf(copper));
    }

    @Test
    void what_can_t_be_understood_is_refused_with_its_place() throws Exception {
        for (var bad : List.of(
                List.of("$filter", "result gt", "9"),
                List.of("$filter", "weight gt 3", "0"),
                List.of("$filter", "result gt 3 and Datastream/weight eq 1", "27"),
                List.of("$filter", "result gt 'three'", "7"),
                List.of("$filter", "result gt 3; select 1", "11"),
                List.of("$filter", "(".repeat(500), "40"),
                List.of("$filter", "year(result) eq 3", "5"),
                List.of("$filter", "phenomenonTime gt 2026-13-45", "18"),
                List.of("$orderby", "weight", "0"),
                List.of("$select", "result,weight", "7"),
                List.of("$expand", "Datastream,Weights", "11"),
                List.of("$expand", "Datastream($expand=Thing", "24"),
                List.of("$top", "-1", "0"),
                List.of("$skiptoken", "x", "0"),
                List.of("$apply", "x", "0"))) {
            var answer = ask("Observations", bad.get(0), bad.get(1));
            assertThat(answer.statusCode()).as(bad + answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            var problem = Json.mapper().readTree(answer.body());
            assertThat(problem.path("option").asString()).isEqualTo(bad.get(0));
            assertThat(problem.path("position").asString()).as(bad.toString()).isEqualTo(bad.get(2));
        }
        assertThat(ask("Weights").statusCode()).isEqualTo(404);
        assertThat(ask("Things(1)/weight").statusCode()).isEqualTo(404);
    }

    @Test
    void paging_to_the_end_gives_every_observation_once_in_every_order() throws Exception {
        for (String order : List.of("", "phenomenonTime", "phenomenonTime desc", "result desc")) {
            String next = order.isEmpty()
                    ? address("Datastreams(" + hourly + ")/Observations", "$top", "9", "$skip", "1", "$select", "id")
                    : address("Observations", "$top", "9", "$skip", "1", "$orderby", order, "$filter", "result ge 0");
            var seen = new ArrayList<String>();
            while (!next.isEmpty()) {
                var page = read(next);
                seen.addAll(all(page, "@iot.id"));
                next = page.path("@iot.nextLink").asString("");
                assertThat(next).doesNotContain(order.startsWith("result") ? "skiptoken" : "$skip=");
            }
            assertThat(seen).as(order).hasSize(order.isEmpty() ? 139 : 144);
            assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
        }
        var first = get("Observations", "$top", "2", "$expand", "Datastream", "$count", "true");
        assertThat(first.path("@iot.nextLink").asString()).contains("$expand=Datastream", "$count=true", "$top=2");
    }

    @Test
    void expansions_nest_and_take_their_own_options_with_few_statements() throws Exception {
        var warm = get("Things");
        assertThat(warm.path("value")).hasSize(1);
        Statements.restart();
        var things = get(
                "Things",
                "$count",
                "true",
                "$expand",
                "Datastreams($orderby=id;$expand=ObservedProperty,Observations($top=1;$orderby=phenomenonTime"
                        + " desc;$select=result)),Locations");
        assertThat(Statements.seenAnywhere().stream().filter(s -> s.contains("monitoring.")))
                .as("the set, its count, and one for each of the four expansions")
                .hasSize(6);
        var datastreams = things.path("value").get(0).path("Datastreams");
        assertThat(datastreams).hasSize(2);
        var newest = datastreams.get(0).path("Observations");
        assertThat(newest).hasSize(1);
        assertThat(newest.get(0).path("result").asDouble()).isEqualTo(0.33);
        assertThat(newest.get(0).has("phenomenonTime")).isFalse();
        assertThat(datastreams.get(0).path("ObservedProperty").path("name").asString())
                .contains("opper");
        var further = read(datastreams.get(0).path("Observations@iot.nextLink").asString());
        assertThat(further.path("value").get(0).path("result").asDouble()).isEqualTo(0.41);
        assertThat(get(
                                "Datastreams",
                                "$expand",
                                "Observations($filter=result gt 0.4 and result lt 0.5;$top=5),Thing/Locations")
                        .path("value")
                        .get(0)
                        .path("Observations"))
                .hasSize(2);
    }

    @Test
    void nothing_is_written_here() throws Exception {
        for (String method : List.of("POST", "PATCH", "DELETE", "PUT")) {
            var answer = send(method, address("Things(" + river.point + ")"));
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(send("POST", address("Observations")).statusCode()).isEqualTo(405);
    }
}
