package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Posts;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;

/// One post: its title, whom it reports to, and its end.
@Controller
class PostController {

    /// @param step the form that was sent back with problems: change or close
    record PostPage(
            PeopleQueries.PositionLine post,
            LocalText unitName,
            Map<String, String> kinds,
            boolean mayEdit,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Form.empty()
                            .with("title.en", post.title().texts().getOrDefault("en", ""))
                            .with("title.zh", post.title().texts().getOrDefault("zh", ""))
                            .with("kind", post.kind())
                            .with("superior", post.superior());
        }
    }

    private final Frames frames;
    private final Posts posts;
    private final PeopleQueries queries;
    private final Directory directory;
    private final Access access;

    PostController(Frames frames, Posts posts, PeopleQueries queries, Directory directory, Access access) {
        this.frames = frames;
        this.posts = posts;
        this.queries = queries;
        this.directory = directory;
        this.access = access;
    }

    @GetMapping("/organisation/posts/{id}")
    ModelAndView page(@PathVariable int id, HttpServletRequest request) {
        return page(id, "", Form.empty(), request);
    }

    private ModelAndView page(int id, String step, Form form, HttpServletRequest request) {
        var post = queries.requirePosition(id);
        var page = new PostPage(
                post,
                directory.name(post.unit()),
                Choices.of("positionKind", Choices.POSITION_KINDS, frames.texts(request)),
                access.may(Permission.PEOPLE_EDIT, new UnitId(post.unit())),
                step,
                form);
        return Steps.page("post", page, form);
    }

    @PostMapping("/organisation/posts/{id}/change")
    ModelAndView change(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        String stands = queries.requirePosition(id).superior();
        var form = Form.of(params);
        boolean done = Steps.taken(form, "superior", f -> {
            var title = f.texts("title", 200);
            String kind = f.text("kind", 40);
            String superior = f.optionalText("superior", 60);
            f.check();
            // one out of sight is shown as none and stays
            posts.change(id, f.version(), title, kind, superior.equals(stands == null ? "" : stands) ? null : superior);
        });
        if (!done) {
            return page(id, "change", form, request);
        }
        Flash.done(redirect, "organisation.position.changed");
        return new ModelAndView("redirect:/organisation/posts/" + id);
    }

    @PostMapping("/organisation/posts/{id}/close")
    ModelAndView close(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.requirePosition(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "closed", f -> {
            var from = f.optionalDate("closed");
            f.check();
            posts.close(id, f.version(), from);
        });
        if (!done) {
            return page(id, "close", form, request);
        }
        Flash.done(redirect, "organisation.position.changed");
        return new ModelAndView("redirect:/organisation/posts/" + id);
    }
}
