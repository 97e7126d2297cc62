package org.verdite.ui.book;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// A workbook (xlsx, xlsm), read as a stream: what it inflates to is bounded and never the whole of it in memory.
/// Formulas are not computed, macros not looked at.
public final class WorkbookFile implements Closeable {

    /// The best a table compresses is some 100 to 1.
    private static final int MOST_RATIO = 200;

    private static final long RATIO_MATTERS = 16L << 20;
    private static final int MOST_SHEETS = 255;

    static {
        ZipSecureFile.setMinInflateRatio(1.0 / MOST_RATIO);
    }

    /// A sheet's place in the book.
    private record Place(String name, String relation, boolean hidden) {}

    private final OPCPackage book;
    private final XSSFReader reader;
    private final List<Place> places = new ArrayList<>();
    private final Map<Integer, CellFormat> formats = new HashMap<>();
    private final @Nullable StylesTable styles;
    private final SharedTexts shared = new SharedTexts();
    private final long most;
    private boolean from1904;
    private long inflated;

    private WorkbookFile(OPCPackage book, long most) throws IOException, OpenXML4JException, SAXException {
        this.book = book;
        this.most = most;
        this.reader = new XSSFReader(book);
        this.styles = reader.getStylesTable();
        try (var in = bounded(reader.getWorkbookData())) {
            parse(in, new Contents());
        }
        var texts = book.getPartsByContentType(XSSFRelation.SHARED_STRINGS.getContentType());
        if (!texts.isEmpty()) {
            try (var in = bounded(texts.getFirst().getInputStream())) {
                parse(in, shared);
            }
        }
    }

    /// Whether its content is a zip or an old compound file; which of those it is, {@link #open} says.
    public static boolean looksLike(Path path) {
        try (var in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            return zip(head) || compound(head);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean zip(byte[] head) {
        return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8 && head[3] < 9;
    }

    private static boolean compound(byte[] head) {
        return head.length == 4
                && (head[0] & 0xff) == 0xd0
                && (head[1] & 0xff) == 0xcf
                && (head[2] & 0xff) == 0x11
                && (head[3] & 0xff) == 0xe0;
    }

    /// @param most how much its parts may inflate to, together
    /// @throws BookRefused when it is no workbook, is locked by a password, or of a kind that is not read
    public static WorkbookFile open(Path path, long most) {
        byte[] head;
        try (var in = Files.newInputStream(path)) {
            head = in.readNBytes(4);
        } catch (IOException e) {
            throw new BookRefused("workbook");
        }
        if (compound(head)) {
            throw old(path);
        }
        refuseBombs(path, most);
        OPCPackage book = null;
        try {
            book = OPCPackage.open(path.toFile(), PackageAccess.READ);
            refuseOthers(book);
            return new WorkbookFile(book, most);
        } catch (Invalid e) {
            close(book);
            throw e;
        } catch (IOException | OpenXML4JException | SAXException | RuntimeException e) {
            close(book);
            throw refused(e, book == null ? "zip" : "workbook");
        }
    }

    private static void close(@Nullable OPCPackage book) {
        if (book != null) {
            book.revert();
        }
    }

    private static BookRefused old(Path path) {
        try (var files = new POIFSFileSystem(path.toFile(), true)) {
            var root = files.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                return new BookRefused("encrypted");
            }
            if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
                return new BookRefused("xls");
            }
            return new BookRefused("binary");
        } catch (IOException | RuntimeException e) {
            return new BookRefused("binary");
        }
    }

    /// Looks at what the archive says of itself; what it conceals is counted while reading.
    private static void refuseBombs(Path path, long most) {
        try (var zip = new ZipFile(path.toFile())) {
            long all = 0;
            var entries = zip.entries();
            while (entries.hasMoreElements()) {
                var entry = entries.nextElement();
                long size = Math.max(0, entry.getSize());
                all += size;
                boolean dense = size > RATIO_MATTERS && size / Math.max(1, entry.getCompressedSize()) > MOST_RATIO;
                if (all > most || dense || size > RATIO_MATTERS && whole(entry.getName())) {
                    throw new BookRefused("bomb");
                }
            }
        } catch (IOException e) {
            throw new BookRefused("zip");
        }
    }

    /// Parts that are read as a whole and are small in every real workbook.
    private static boolean whole(String part) {
        return part.endsWith("styles.xml")
                || part.contains("/theme/")
                || part.endsWith(".rels")
                || part.equals("[Content_Types].xml");
    }

    private static void refuseOthers(OPCPackage book) {
        var main = book.getRelationshipsByType(PackageRelationshipTypes.CORE_DOCUMENT);
        if (main.isEmpty()) {
            main = book.getRelationshipsByType(PackageRelationshipTypes.STRICT_CORE_DOCUMENT);
        }
        if (main.isEmpty()) {
            throw new BookRefused("zip");
        }
        var part = book.getPart(main.getRelationship(0));
        String type = part == null ? "" : part.getContentType();
        if (type.contains("sheet.binary")) {
            throw new BookRefused("xls");
        }
        if (!type.contains("spreadsheetml") && !type.contains("ms-excel")) {
            throw new BookRefused("zip");
        }
    }

    private static Invalid refused(Exception e, String otherwise) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Invalid known) {
                return known;
            }
            String said = String.valueOf(cause.getMessage());
            if (said.contains("Zip bomb") || said.contains("would exceed the max")) {
                return new BookRefused("bomb");
            }
        }
        return new BookRefused(otherwise);
    }

    private InputStream bounded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int n = super.read(bytes, from, length);
                count(Math.max(n, 0));
                return n;
            }
        };
    }

    private void count(int bytes) {
        inflated += bytes;
        if (inflated > most) {
            throw new BookRefused("bomb");
        }
    }

    private static void parse(InputStream in, DefaultHandler handler) throws IOException, SAXException {
        try {
            var parser = XMLHelper.newXMLReader();
            parser.setContentHandler(handler);
            parser.setErrorHandler(handler);
            parser.parse(new InputSource(in));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The book's sheets and its first day.
    private final class Contents extends DefaultHandler {
        @Override
        public void startElement(String uri, String local, String qualified, Attributes attributes) {
            if (local.equals("workbookPr")) {
                String first = attributes.getValue("date1904");
                from1904 = "1".equals(first) || "true".equals(first);
            } else if (local.equals("sheet") && places.size() < MOST_SHEETS) {
                String relation = "";
                for (int i = 0; i < attributes.getLength(); i++) {
                    if (attributes.getLocalName(i).equals("id")) {
                        relation = attributes.getValue(i);
                    }
                }
                String state = attributes.getValue("state");
                String name = attributes.getValue("name");
                places.add(new Place(name == null ? "" : name, relation, state != null && !state.equals("visible")));
            }
        }
    }

    private CellFormat format(int number) {
        return formats.computeIfAbsent(number, s -> {
            if (styles == null || s < 0 || s >= styles.getNumCellStyles()) {
                return CellFormat.GENERAL;
            }
            var style = styles.getStyleAt(s);
            String pattern = style.getDataFormatString();
            return pattern == null ? CellFormat.GENERAL : new CellFormat(style.getDataFormat(), pattern);
        });
    }

    /// All sheets in their order.
    public List<SheetFound> sheets() {
        var found = new ArrayList<SheetFound>();
        for (int i = 0; i < places.size(); i++) {
            long[] rows = {0};
            int[] last = {-1};
            read(i, new SheetNotes(), (row, _, _) -> {
                if (row != last[0]) {
                    rows[0]++;
                    last[0] = row;
                }
            });
            // counted anew for the one that is taken
            inflated = 0;
            found.add(
                    new SheetFound(places.get(i).name(), rows[0], places.get(i).hidden()));
        }
        if (found.isEmpty()) {
            throw new BookRefused("workbook");
        }
        return found;
    }

    /// @param sheet its place among {@link #sheets()}
    public String name(int sheet) {
        return places.get(sheet).name();
    }

    /// Tells the cells of a sheet, and the notes what is noticed in it.
    ///
    /// @param sheet its place among {@link #sheets()}
    /// @throws Invalid what the sink throws; or BookRefused when the sheet is damaged or inflates to too much
    public void read(int sheet, SheetNotes notes, SheetSink sink) {
        if (from1904) {
            notes.see("from1904", "");
        }
        var handler = new SheetReader(shared, this::format, from1904, notes, sink);
        try (var in = bounded(reader.getSheet(places.get(sheet).relation()))) {
            parse(in, handler);
        } catch (Invalid e) {
            throw e;
        } catch (IOException | OpenXML4JException | SAXException | RuntimeException e) {
            throw refused(e, "workbook");
        }
    }

    /// Whether it brings macros; they are never looked at.
    public boolean macros() {
        try {
            return book.getParts().stream()
                    .anyMatch(part -> part.getContentType().contains("macroEnabled")
                            || part.getContentType().contains("vbaProject")
                            || part.getPartName().getName().endsWith("vbaProject.bin"));
        } catch (InvalidFormatException e) {
            throw new BookRefused("workbook");
        }
    }

    @Override
    public void close() {
        book.revert();
    }
}
