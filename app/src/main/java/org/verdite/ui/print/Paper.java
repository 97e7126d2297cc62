package org.verdite.ui.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A paper to print or send: the same blocks become Word and PDF, so that the two never differ.
///
/// @param head one line over every page: what it is, its state, who made it when
/// @param under lines under the title
public record Paper(Locale locale, String title, String head, List<String> under, List<Block> blocks) {

    /// A part of a paper.
    public sealed interface Block {}

    public record Heading(int level, String text) implements Block {}

    public record Text(String text) implements Block {}

    /// Names and what they are.
    public record Facts(List<List<String>> rows) implements Block {}

    /// @param widths shares of the columns
    public record Table(List<Integer> widths, List<String> heads, List<List<String>> rows) implements Block {}

    /// @param jpeg a picture that was made small enough for paper
    public record Picture(byte[] jpeg, int width, int height, String caption) {}

    public record Pictures(List<Picture> pictures) implements Block {}

    /// @param as what they sign as
    /// @param who name and post; empty where nobody is known yet
    public record Party(String as, String who) {}

    /// Room for the hand, the seal and the date of each, two beside each other.
    ///
    /// @param room what is to be written there
    public record Signing(List<Party> parties, String room) implements Block {}

    public static Paper of(Locale locale, String title, String head, String... under) {
        return new Paper(locale, title, head, List.of(under), List.of());
    }

    public Paper with(Block block) {
        var more = new ArrayList<>(blocks);
        more.add(block);
        return new Paper(locale, title, head, under, List.copyOf(more));
    }

    public Paper heading(int level, String text) {
        return with(new Heading(level, text));
    }

    public Paper text(String text) {
        return text.isBlank() ? this : with(new Text(text));
    }
}
