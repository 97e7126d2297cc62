package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.verdite.shared.Refused;

class ItemStepTests {

    /// Every step from every state on every way that leads somewhere else; all others stay or are refused.
    private static final Map<String, ItemState> LEADS = Map.ofEntries(
            Map.entry("PLAN OPEN SUBMIT_PLAN", ItemState.PLAN_SUBMITTED),
            Map.entry("PLAN PLAN_SUBMITTED APPROVE_PLAN", ItemState.IN_PROGRESS),
            Map.entry("PLAN PLAN_SUBMITTED RETURN_PLAN", ItemState.OPEN),
            Map.entry("PLAN IN_PROGRESS SUBMIT_DONE", ItemState.DONE_SUBMITTED),
            Map.entry("PLAN DONE_SUBMITTED VERIFY", ItemState.VERIFIED),
            Map.entry("PLAN DONE_SUBMITTED REJECT", ItemState.IN_PROGRESS),
            Map.entry("SPOT OPEN CORRECT", ItemState.CORRECTED),
            Map.entry("SPOT CORRECTED VERIFY", ItemState.VERIFIED),
            Map.entry("SPOT CORRECTED REJECT", ItemState.OPEN),
            Map.entry("SPOT CORRECTED CLOSE_UNSAMPLED", ItemState.CLOSED_UNSAMPLED),
            Map.entry("VERIFIED CLOSE_EFFECTIVE", ItemState.CLOSED_EFFECTIVE),
            Map.entry("VERIFIED FIND_INEFFECTIVE", ItemState.INEFFECTIVE),
            Map.entry("INVESTIGATION OPEN CLOSE_NO_FINDING", ItemState.NO_FINDING),
            Map.entry("INVESTIGATION OPEN BECOME_ITEM", ItemState.BECAME_ITEM));

    @Test
    void every_step_from_every_state_leads_where_it_should_or_is_refused_with_a_sentence_in_both_languages() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/rectification");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        var moves = new TreeMap<String, ItemState>();
        for (Workflow way : Workflow.values()) {
            for (ItemState state : ItemState.values()) {
                for (ItemStep step : storable(way, state) ? ItemStep.values() : new ItemStep[0]) {
                    try {
                        var to = step.after(way, state);
                        assertThat(step.possible(way, state)).isTrue();
                        if (to != state) {
                            moves.put(way + " " + state + " " + step, to);
                        }
                    } catch (Refused e) {
                        assertThat(step.possible(way, state)).isFalse();
                        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
                            String sentence = texts.getMessage(e.key(), e.args(), locale);
                            assertThat(sentence)
                                    .endsWith(locale == Locale.ENGLISH ? "." : "。")
                                    .doesNotContain("{");
                        }
                    }
                }
            }
        }
        moves.forEach((from, to) -> {
            boolean cancelled = to == ItemState.CANCELLED && from.endsWith(" CANCEL");
            String anyWay = from.substring(from.indexOf(' ') + 1);
            assertThat(cancelled || to == LEADS.get(from) || to == LEADS.get(anyWay))
                    .as(from + " leads to " + to)
                    .isTrue();
        });
        LEADS.forEach((from, to) -> {
            boolean oneWay = from.split(" ").length == 3;
            assertThat(moves).containsEntry(oneWay ? from : "PLAN " + from, to);
        });
    }

    /// The states an item of each way can be in; the database refuses the others.
    private static boolean storable(Workflow way, ItemState state) {
        return switch (way) {
            case PLAN ->
                !Set.of(ItemState.CORRECTED, ItemState.CLOSED_UNSAMPLED, ItemState.NO_FINDING, ItemState.BECAME_ITEM)
                        .contains(state);
            case SPOT ->
                !Set.of(
                                ItemState.PLAN_SUBMITTED,
                                ItemState.IN_PROGRESS,
                                ItemState.DONE_SUBMITTED,
                                ItemState.NO_FINDING,
                                ItemState.BECAME_ITEM)
                        .contains(state);
            case INVESTIGATION ->
                Set.of(ItemState.OPEN, ItemState.NO_FINDING, ItemState.BECAME_ITEM, ItemState.CANCELLED)
                        .contains(state);
        };
    }

    @Test
    void nothing_can_be_done_with_what_is_over_but_linking() {
        for (ItemState state : ItemState.values()) {
            if (!state.over()) {
                continue;
            }
            for (Workflow way : Workflow.values()) {
                for (ItemStep step : ItemStep.values()) {
                    assertThat(step.possible(way, state))
                            .as(step + " in " + state)
                            .isEqualTo(step == ItemStep.LINK);
                }
            }
        }
    }

    @Test
    void a_major_item_cannot_be_corrected_on_the_spot_and_a_minor_one_needs_no_plan() {
        assertThatThrownBy(() -> ItemStep.CORRECT.after(Workflow.PLAN, ItemState.OPEN))
                .hasMessage("rectification.refused.way.PLAN");
        assertThatThrownBy(() -> ItemStep.SUBMIT_PLAN.after(Workflow.SPOT, ItemState.OPEN))
                .hasMessage("rectification.refused.way.SPOT");
        assertThatThrownBy(() -> ItemStep.VERIFY.after(Workflow.INVESTIGATION, ItemState.OPEN))
                .hasMessage("rectification.refused.way.INVESTIGATION");
        assertThatThrownBy(() -> ItemStep.RECORD_FINDING.after(Workflow.PLAN, ItemState.OPEN))
                .hasMessage("rectification.refused.way.ITEM");
    }
}
