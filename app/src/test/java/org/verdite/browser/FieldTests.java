package org.verdite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.demonstration.DemonstrationTest;
import org.verdite.inspections.Findings;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewInspection;
import org.verdite.inspections.Observations;
import org.verdite.inspections.Photos;
import org.verdite.inspections.Said;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// One inspection answered by two people on two phones, while the network comes and goes.
@DemonstrationTest
class FieldTests {

    @LocalServerPort
    int port;

    @Autowired
    Inspections inspections;

    @Autowired
    Observations observations;

    @Autowired
    Findings findings;

    @Autowired
    Photos photos;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private int number(String sql) {
        return Scope.system("test")
                .get(() -> within.execute(
                        _ -> jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single()));
    }

    private InspectionId opened() {
        return Scope.system("test").get(() -> {
            var id = inspections.plan(
                    new NewInspection(
                            new UnitId(number("select id from organisation.unit where code = 'EVC'")),
                            InspectionKind.SELF_CHECK,
                            "Two phones",
                            "",
                            "",
                            number("select id from inspections.checklist where code = 'ENV-ORDER'"),
                            LocalDate.parse("2026-11-02"),
                            LocalDate.parse("2026-11-04"),
                            new PersonId(number("select id from organisation.person where code = 'P048'")),
                            List.of(new PersonId(number("select id from organisation.person where code = 'P047'"))),
                            null),
                    UUID.randomUUID().toString());
            inspections.open(id, 1, "");
            return id;
        });
    }

    private static void answer(Page page, String code, String said) {
        page.locator("[data-criterion='" + code + "'] input[value=" + said + "]")
                .check(new Locator.CheckOptions().setForce(true));
    }

    private static void go(Page page, String code) {
        page.evaluate("code => { location.hash = '#q-' + code; }", code);
        page.locator("[data-criterion='" + code + "']:not([hidden])").waitFor();
    }

    private static void saved(Page page) {
        page.locator("[data-saved][data-waits='0'].is-ok").waitFor();
    }

    private Said said(InspectionId id, String code) {
        return Scope.system("test")
                .get(() -> observations.standing(id, code).said().orElseThrow());
    }

    @Test
    void two_people_answer_one_inspection_with_the_network_cut_and_restored() throws IOException {
        var id = opened();
        String base = "http://localhost:" + port;
        String path = "/inspections/visits/" + id + "/field";
        try (var officer = Chromium.visitor(base, "en-US", 390, 844, false);
                var manager = Chromium.visitor(base, "zh-CN", 390, 844, true)) {
            officer.signIn("officer");
            manager.signIn("site-manager");
            var one = officer.page();
            var two = manager.page();
            one.navigate(path);
            two.navigate(path);
            assertThat(officer.barriers()).isEmpty();
            assertThat(manager.barriers()).isEmpty();
            assertThat(officer.tooWide(390)).isEmpty();
            officer.screenshot("field-overview");
            var codes = one.locator("[data-criterion][data-kind=CONFORMITY]")
                    .evaluateAll("all => all.map(e => e.dataset.criterion)");
            @SuppressWarnings("unchecked")
            var asked = (List<String>) codes;
            String a = asked.get(0);
            String b = asked.get(1);
            String c = asked.get(2);

            go(one, a);
            answer(one, a, "CONFORMS");
            saved(one);
            assertThat(said(id, a)).isEqualTo(Said.CONFORMS);

            // a note without an answer waits for it, also when the page is loaded again
            String d = asked.get(3);
            String note = "[data-criterion='" + d + "'] [data-note]";
            go(one, d);
            one.locator("[data-criterion='" + d + "'] [data-open-more]").click();
            one.locator(note).fill("Ask the foreman");
            one.reload();
            go(one, d);
            assertThat(one.locator(note).inputValue()).isEqualTo("Ask the foreman");
            answer(one, d, "CONFORMS");
            saved(one);
            assertThat(Scope.system("test")
                            .get(() -> observations.standing(id, d))
                            .observations()
                            .getLast()
                            .note())
                    .isEqualTo("Ask the foreman");

            // the network is cut: answers, a note and a photo wait on the device
            one.context().setOffline(true);
            go(one, b);
            answer(one, b, "DOES_NOT");
            one.locator("[data-criterion='" + b + "'] [data-note]").fill("One drum outside");
            one.locator("[data-criterion='" + b + "'] [data-note]").blur();
            one.locator("[data-criterion='" + b + "'] [data-camera]")
                    .setInputFiles(new FilePayload("drum.jpg", "image/jpeg", picture()));
            one.locator("[data-saved].is-warn").waitFor();
            officer.screenshot("field-offline");
            assertThat(one.locator("[data-saved]").getAttribute("data-waits")).isEqualTo("3");
            one.locator("[data-quick-open]").click();
            one.locator("#k-title").fill("Oil on the road");
            one.locator("#k-severity").selectOption("MAJOR");
            one.locator("#k-medium").selectOption("SOIL");
            officer.screenshot("field-quick");
            one.locator("[data-quick-keep]").click();

            // meanwhile the other answers another criterion, and the same one differently
            go(two, c);
            answer(two, c, "NOT_APPLICABLE");
            go(two, b);
            answer(two, b, "CONFORMS");
            saved(two);
            manager.screenshot("field-zh-dark");

            one.context().setOffline(false);
            one.evaluate("() => dispatchEvent(new Event('online'))");
            saved(one);
            assertThat(said(id, c)).as("what the other answered stands").isEqualTo(Said.NOT_APPLICABLE);
            var both = Scope.system("test").get(() -> observations.standing(id, b));
            assertThat(both.conflict()).as("a true conflict shows both").isTrue();
            assertThat(Scope.system("test").get(() -> photos.of(id)))
                    .singleElement()
                    .satisfies(p -> {
                        assertThat(p.hashedOnDevice()).isTrue();
                        assertThat(p.derived()).isFalse();
                    });
            assertThat(Scope.system("test").get(() -> observations.beside(id))).hasSize(1);

            // the page is opened again; one of them decides
            one.navigate(path + "#q-" + b);
            var conflict = one.locator("[data-criterion='" + b + "'] [data-conflict]");
            conflict.waitFor();
            assertThat(officer.barriers()).isEmpty();
            officer.screenshot("field-conflict");
            assertThat(conflict.locator("button").count()).isEqualTo(2);
            conflict.locator("button", new Locator.LocatorOptions().setHasText("One drum outside"))
                    .click();
            saved(one);
            assertThat(said(id, b)).isEqualTo(Said.DOES_NOT);
            two.navigate(path + "#q-" + b);
            two.locator("[data-criterion='" + b + "'] input[value=DOES_NOT]:checked")
                    .waitFor(new Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            assertThat(manager.complaints()).isEmpty();
        }
    }

    private static byte[] picture() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        return out.toByteArray();
    }
}
