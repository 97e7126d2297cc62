package org.verdite.organisation.roster;

import org.springframework.stereotype.Component;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.Posts;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Establishes posts, and changes their title, kind and whom they report to.
@Component
class PostDesk implements Desk {

    private final Posts posts;

    PostDesk(Posts posts) {
        this.posts = posts;
    }

    @Override
    public void look(Form line, Standing standing) {
        var stands = standing.posts.get(line.typed("code"));
        var difference = new Difference(line);
        if (line.has("superior") && !standing.posts.containsKey(line.typed("superior"))) {
            line.problem("superior", "organisation.roster.noPost", line.typed("superior"));
        }
        if (stands == null) {
            Desk.keeps(line, () -> Desk.unit(line, "unit", standing));
        } else {
            difference.text("unit", stands.unit());
            Desk.keeps(line, () -> Desk.stays(difference, "unit"));
        }
        var title = stands == null ? line.texts("title", 200) : difference.texts("title", stands.title());
        var whole = new NewPosition(line.typed("code"), new UnitId(0), line.typed("kind"), title, null);
        Desk.keeps(line, whole::check);
    }

    @Override
    public Taken take(Form line, Standing standing) {
        String code = line.typed("code");
        var stands = standing.posts.get(code);
        if (stands == null) {
            var title = line.texts("title", 200);
            int id = posts.establish(new NewPosition(
                    code, Desk.unit(line, "unit", standing), line.typed("kind"), title, line.typed("superior")));
            standing.posts.put(
                    code,
                    new Standing.Post(id, 1, line.typed("unit"), line.typed("kind"), title, line.typed("superior")));
            return Taken.NEW;
        }
        var difference = new Difference(line);
        var title = difference.texts("title", stands.title());
        String kind = difference.text("kind", stands.kind());
        String superior = difference.text("superior", stands.superior());
        if (difference.any()) {
            posts.change(stands.id(), stands.version(), title, kind, difference.of("superior") ? superior : null);
        }
        return Taken.of(difference);
    }
}
