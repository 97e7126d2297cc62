package org.verdite.targets.web.policy;

import java.util.Set;
import java.util.TreeSet;
import org.verdite.shared.LocalText;
import org.verdite.targets.GoalRules;
import org.verdite.targets.policy.Policy;
import org.verdite.ui.form.Form;

/// What is typed of a policy and of its commitments.
final class PolicyForms {

    private PolicyForms() {}

    record Terms(LocalText title, LocalText words, Set<String> protects) {}

    static Terms terms(Form form) {
        var terms = new Terms(form.texts("title", 200), form.texts("words", 8000), tags(form));
        form.check();
        return terms;
    }

    static Set<String> tags(Form form) {
        var tags = new TreeSet<String>();
        GoalRules.PROTECTED.stream().filter(p -> form.ticked("protects." + p)).forEach(tags::add);
        return tags;
    }

    static Form of(Policy p) {
        var form = Form.empty().with("version", p.version());
        for (String language : new String[] {"en", "zh"}) {
            form.with("title." + language, p.title().texts().getOrDefault(language, ""))
                    .with("words." + language, p.words().texts().getOrDefault(language, ""));
        }
        p.protects().forEach(tag -> form.with("protects." + tag, "true"));
        return form;
    }
}
