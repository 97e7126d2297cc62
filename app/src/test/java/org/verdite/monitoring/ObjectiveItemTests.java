package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What an episode may become: only a broken obligation makes somebody non-compliant.
@SpringBootTest
@AutoConfigureMockMvc
class ObjectiveItemTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    Exceedances exceedances;

    @Autowired
    Items items;

    @Autowired
    MockMvcTester mvc;

    private River river;
    private int copper;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
    }

    private int episode(LimitKind kind) {
        river.run(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(river.unit),
                    "G-" + river.code,
                    LocalText.of("en", "Guideline of the site"),
                    "",
                    new SiteId(river.site),
                    LocalDate.of(2026, 1, 1),
                    ""));
            limits.addLimit(new NewLimit(
                    set,
                    kind,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "",
                    "",
                    "DAY_MEAN",
                    Operator.MAX,
                    null,
                    new BigDecimal("0.30"),
                    "mg/L",
                    null,
                    RoundingBasis.NONE,
                    NonDetectRule.LEVEL_DECIDES,
                    1,
                    null,
                    "",
                    "DW001",
                    "",
                    LocalDate.of(2026, 1, 1),
                    null,
                    "",
                    true));
        });
        river.results(copper, "2026-11-13", "0.34");
        river.judge(copper);
        return river.episodes(copper).getFirst().id();
    }

    private NewItem item(int episode, boolean investigation) {
        return new NewItem(
                new UnitId(river.unit),
                "Copper above the level",
                "",
                Severity.MINOR,
                "WATER",
                new Origin("monitoring", "exceedance", "" + episode, "said by somebody", "/elsewhere"),
                null,
                LocalDate.of(2026, 11, 13),
                investigation);
    }

    @Test
    void an_episode_of_an_objective_becomes_an_investigation_whatever_the_caller_says() {
        int episode = episode(LimitKind.OBJECTIVE);
        assertThatThrownBy(() -> river.get(() -> items.open(item(episode, false))))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused.becomes.INVESTIGATION");
        var byHand = Scope.system("test")
                .get(() -> mvc.post()
                        .uri("/rectification/items")
                        .with(user("test"))
                        .with(csrf())
                        .param("title", "Copper above the level")
                        .param("severity", "MAJOR")
                        .param("medium", "WATER")
                        .param("at", "" + river.unit)
                        .param("discovered", "2026-11-13")
                        .param("investigation", "false")
                        .param("originRoom", "monitoring")
                        .param("originKind", "exceedance")
                        .param("originId", "" + episode)
                        .exchange());
        assertThat(byHand).hasStatus(409);
        assertThat(river.get(() -> exceedances.openItem(episode, "Copper above the level", ""))
                        .number())
                .startsWith("IV-");
        assertThat(river.get(() -> items.of(ExceedanceFinder.origin(episode, ""))))
                .singleElement()
                .satisfies(i -> assertThat(i.number()).startsWith("IV-"));
    }

    @Test
    void the_form_that_opens_it_says_investigation() {
        int episode = episode(LimitKind.TRIGGER);
        var form = Scope.system("test")
                .get(() -> mvc.get()
                        .uri("/rectification/new?originRoom=monitoring&originKind=exceedance&originId=" + episode)
                        .with(user("test"))
                        .exchange());
        assertThat(form).hasStatusOk().bodyText().contains("name=\"investigation\" value=\"true\"");
    }

    @Test
    void a_broken_obligation_is_not_hidden_in_an_investigation() {
        int episode = episode(LimitKind.COMPLIANCE);
        assertThatThrownBy(() -> river.get(() -> items.open(item(episode, true))))
                .isInstanceOf(Refused.class)
                .hasMessage("rectification.refused.becomes.ITEM");
        assertThat(river.get(() -> exceedances.openItem(episode, "Copper above the limit", ""))
                        .number())
                .startsWith("NC-");
    }

    @Test
    void an_episode_that_was_withdrawn_becomes_nothing() {
        int episode = episode(LimitKind.COMPLIANCE);
        river.results(copper, "2026-11-13", "0.1");
        river.judge(copper);
        assertThat(river.episodes(copper).getFirst().state()).isEqualTo("WITHDRAWN");
        for (boolean investigation : new boolean[] {true, false}) {
            assertThatThrownBy(() -> river.get(() -> items.open(item(episode, investigation))))
                    .isInstanceOf(Refused.class)
                    .hasMessage("rectification.refused.becomes.NOTHING");
        }
    }
}
