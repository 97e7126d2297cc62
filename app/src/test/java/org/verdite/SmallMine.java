package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A mine that somebody enters through the doors that users have: the first-run page and the API. It has a person, ten
/// points, a limit, an item with a file as evidence, and what laboratories' files bring.
final class SmallMine {

    static final String LOGIN = "first";
    static final String PASSWORD = "a long first password";

    private static final byte[] EVIDENCE = "Seen at the outfall on a clear day.\n".getBytes(StandardCharsets.UTF_8);
    private static final List<String> PARAMETERS = List.of(
            "COD",
            "TSS",
            "ARSENIC TOTAL",
            "CADMIUM TOTAL",
            "COPPER TOTAL",
            "LEAD TOTAL",
            "ZINC TOTAL",
            "IRON TOTAL",
            "TOTAL NITROGEN",
            "FLUORIDE");
    private static final int POINTS = 10;
    private static final int LIMIT = 95;

    private int unit;
    private int person;
    private String evidence = "";

    /// @param lines in it
    /// @param exceeded values of it above the limit
    record LaboratoryFile(byte[] bytes, int lines, int exceeded) {}

    /// Ten points with ten parameters each, one value a day.
    static LaboratoryFile file(LocalDate from, int days) {
        var text = new StringBuilder("Station,Date,Parameter,Value,Unit\n");
        int n = 0;
        int exceeded = 0;
        for (int point = 0; point < POINTS; point++) {
            for (int day = 0; day < days; day++) {
                for (String parameter : PARAMETERS) {
                    int value = n++ % 97 * 79 % 97 + 1;
                    exceeded += parameter.equals("COD") && value > LIMIT ? 1 : 0;
                    text.append("P")
                            .append(point)
                            .append(',')
                            .append(from.plusDays(day))
                            .append(',')
                            .append(parameter)
                            .append(',')
                            .append(value)
                            .append(",mg/L\n");
                }
            }
        }
        return new LaboratoryFile(text.toString().getBytes(StandardCharsets.UTF_8), n, exceeded);
    }

    /// The first administrator, made from elsewhere with the code that only the log knows.
    void begin(Visitor visitor, String log) throws Exception {
        var fields = new HashMap<>(Map.of(
                "group.en", "Small Mines",
                "code", "SMALL",
                "person.en", "First Person",
                "email", "first@example.org",
                "login", LOGIN,
                "password", PASSWORD));
        String[] elsewhere = {"X-Forwarded-For", "203.0.113.9"};
        assertThat(visitor.page("/monitoring/points").headers().firstValue("Location"))
                .as("without anybody every page leads to the first")
                .hasValueSatisfying(to -> assertThat(to).endsWith("/first-run"));
        fields.put("setup", "guessed");
        assertThat(visitor.form("/first-run", fields, elsewhere).statusCode()).isEqualTo(422);
        fields.put("setup", log.replaceAll("(?s).*set-up code ([A-Za-z0-9_-]+).*", "$1"));
        var begun = visitor.form("/first-run", fields, elsewhere);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
        assertThat(visitor.page("/first-run").statusCode())
                .as("it is asked once")
                .isNotEqualTo(200);
    }

    void enter(Visitor visitor) throws Exception {
        visitor.takeToken(LOGIN, PASSWORD);
        var me = visitor.get("/api/organisation/me");
        unit = me.path("roles").get(0).path("unit").asInt();
        visitor.post(
                "/api/organisation/grants", """
                {"account": %d, "role": "DIRECTOR", "unit": %d}""".formatted(me.path("account").asInt(), unit));
        person = visitor.post("/api/organisation/people", """
                {"unit": %d, "code": "P-2", "name": {"en": "Second Person"}, "email": ""}""".formatted(unit))
                .path("id")
                .asInt();
        int site = visitor.post("/api/organisation/sites", """
                {"unit": %d, "code": "SM", "name": {"en": "Small Mine"}, "kind": "MINE", "country": "CN",
                 "timeZone": "Asia/Shanghai", "latitude": 25, "longitude": 100}""".formatted(unit))
                .path("id")
                .asInt();
        int facility = visitor.post("/api/organisation/sites/" + site + "/facilities", """
                        {"code": "OUT", "name": {"en": "Outfalls"}, "kind": "OUTFALL"}""")
                .path("id")
                .asInt();
        for (int n = 0; n < POINTS; n++) {
            visitor.post("/api/monitoring/points", """
                    {"facility": %d, "code": "P%d", "nameEn": "Outfall %d", "kind": "OUTFALL"}""".formatted(facility, n, n));
        }
        int permit = visitor.post("/api/obligations/permits", """
                {"site": %d, "code": "PERMIT-1", "nameEn": "Permit", "from": "2000-01-01"}""".formatted(site))
                .path("id")
                .asInt();
        visitor.post("/api/obligations/sets/" + permit + "/limits", """
                {"kind": "COMPLIANCE", "parameter": "w01018", "name": "COD", "statistic": "SAMPLE", "operator": "MAX",
                 "upper": %d, "unit": "mg/L", "from": "2000-01-01"}""".formatted(LIMIT));
        prove(visitor);
    }

    private void prove(Visitor visitor) throws Exception {
        String item = visitor.post("/api/rectification/items", """
                {"unit": %d, "title": "Oil on the pond", "severity": "MINOR", "medium": "WATER"}""".formatted(unit))
                .path("id")
                .asString();
        evidence = visitor.upload(
                        "/api/documents/evidence",
                        List.of(
                                new Visitor.Part("file", "seen.txt", EVIDENCE),
                                Visitor.Part.text("room", "rectification"),
                                Visitor.Part.text("kind", "item"),
                                Visitor.Part.text("key", item)))
                .path("id")
                .asString();
    }

    /// All of it is there, as {@link #enter} left it.
    void isHeldBy(Visitor visitor) throws Exception {
        assertThat(visitor.get("/api/organisation/people/" + person)
                        .path("name")
                        .path("en")
                        .asString())
                .isEqualTo("Second Person");
        assertThat(visitor.get("/api/monitoring/points").path("items")).hasSize(POINTS);
        assertThat(visitor.content("/api/documents/evidence/" + evidence + "/content"))
                .isEqualTo(EVIDENCE);
    }

    /// Uploaded with its mapping and tried out.
    ///
    /// @return path of the import
    String upload(Visitor visitor, LaboratoryFile file) throws Exception {
        String path = "/api/monitoring/imports/"
                + visitor.upload(
                                "/api/monitoring/imports",
                                List.of(
                                        new Visitor.Part("file", "laboratory.csv", file.bytes()),
                                        Visitor.Part.text("unit", String.valueOf(unit)),
                                        Visitor.Part.text("mapping", """
                                                {"columns": {"point": "Station", "date": "Date", "parameter": "Parameter",
                                                  "value": "Value", "unit": "Unit"}}""")))
                        .path("id")
                        .asString();
        var tried = visitor.post(path + "/dry-run", "").path("dryRun");
        assertThat(tried.path("lines").asInt()).isEqualTo(file.lines());
        assertThat(tried.path("notLoaded").asInt()).as(tried.toString()).isZero();
        return path;
    }

    JsonNode load(Visitor visitor, LaboratoryFile file) throws Exception {
        return visitor.post(upload(visitor, file) + "/load", "").path("result");
    }

    /// The import once nobody works on it any more.
    static JsonNode settled(Visitor visitor, String path) throws Exception {
        for (int i = 0; i < 600; i++) {
            var now = visitor.get(path);
            if (!now.path("state").asString().equals("LOADING")) {
                return now;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("still loading: " + visitor.get(path));
    }
}
