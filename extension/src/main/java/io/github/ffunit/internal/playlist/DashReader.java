package io.github.ffunit.internal.playlist;

import io.github.ffunit.ffmpeg.probe.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads one manifest. */
final class DashReader {

    private static final String NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";

    /** {@code xs:duration} without years and months, whose length nobody knows. */
    private static final Pattern DURATION = Pattern.compile(
            "P(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,9}(?:\\.[0-9]{1,9})?)S)?)?");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
    private static final Pattern RATE = Pattern.compile("[0-9]{1,9}(?:/[1-9][0-9]{0,8})?");
    private static final Pattern IDENTIFIER =
            Pattern.compile("\\$(RepresentationID|Number|Bandwidth|Time|)(%0[0-9]{1,2}d)?\\$");

    /** More is a mistake in a manifest and would fill the memory. */
    private static final int MAX_SEGMENTS = 100_000;

    private final Path file;

    DashReader(Path file) {
        this.file = file;
    }

    DashManifest read() throws IOException {
        Element mpd = parse();
        if (!mpd.getLocalName().equals("MPD") || !NAMESPACE.equals(mpd.getNamespaceURI())) {
            throw malformed(
                    mpd,
                    "must be MPD of the namespace [%s] but is of [%s]".formatted(NAMESPACE, mpd.getNamespaceURI()));
        }
        Optional<Rational> duration = duration(mpd, "mediaPresentationDuration");
        List<DashManifest.Representation> representations = new ArrayList<>();
        List<Element> periods = children(mpd, "Period");
        for (int p = 0; p < periods.size(); p++) {
            Optional<Rational> length = periodDuration(periods, p, duration);
            List<Element> sets = children(periods.get(p), "AdaptationSet");
            for (int s = 0; s < sets.size(); s++) {
                for (Element element : children(sets.get(s), "Representation")) {
                    representations.add(representation(element, p, s, length));
                }
            }
        }
        return new DashManifest(
                file, "dynamic".equals(mpd.getAttribute("type")), duration, List.copyOf(representations));
    }

    private Element parse() throws IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            // A manifest comes from anywhere: without declarations of types there are no entities to expand or fetch
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Rethrow());
            try (InputStream in = Files.newInputStream(file)) {
                return builder.parse(new InputSource(in)).getDocumentElement();
            }
        } catch (SAXParseException e) {
            throw new MalformedPlaylistException(file, "line " + e.getLineNumber(), String.valueOf(e.getMessage()));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("every JDK can read XML without declarations of types", e);
        }
    }

    /** The default one prints to standard error. */
    private static final class Rethrow implements ErrorHandler {

        @Override
        public void warning(SAXParseException exception) {
            // Nothing is wrong with the document
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }

    /** ISO/IEC 23009-1, 5.3.2.1: as stated, or until the next one starts, or until the end of all. */
    private Optional<Rational> periodDuration(List<Element> periods, int index, Optional<Rational> whole)
            throws MalformedPlaylistException {
        Element period = periods.get(index);
        Optional<Rational> stated = duration(period, "duration");
        if (stated.isPresent()) {
            return stated;
        }
        Optional<Rational> start =
                index == 0 ? Optional.of(duration(period, "start").orElse(Rational.ZERO)) : duration(period, "start");
        Optional<Rational> end = index + 1 < periods.size() ? duration(periods.get(index + 1), "start") : whole;
        return start.isPresent() && end.isPresent() ? Optional.of(end.get().minus(start.get())) : Optional.empty();
    }

    private DashManifest.Representation representation(
            Element element, int period, int adaptationSet, Optional<Rational> periodDuration)
            throws MalformedPlaylistException {
        Element set = (Element) element.getParentNode();
        String mimeType = inherited(element, "mimeType").orElse("");
        String contentType = Optional.of(set.getAttribute("contentType"))
                .filter(type -> !type.isEmpty())
                .orElse(mimeType.contains("/") ? mimeType.substring(0, mimeType.indexOf('/')) : "");
        String id = required(element, "id");
        long bandwidth = integer(element, "bandwidth", required(element, "bandwidth"));
        return new DashManifest.Representation(
                path(element),
                id,
                adaptationSet,
                period,
                contentType,
                Optional.of(set.getAttribute("lang")).filter(language -> !language.isEmpty()),
                bandwidth,
                inherited(element, "codecs")
                        .map(codecs -> List.of(codecs.strip().split("\\s*,\\s*", -1)))
                        .orElse(List.of()),
                size(element, "width"),
                size(element, "height"),
                frameRate(element),
                List.copyOf(segments(element, id, bandwidth, periodDuration)));
    }

    private List<Segment> segments(Element representation, String id, long bandwidth, Optional<Rational> periodDuration)
            throws MalformedPlaylistException {
        List<Element> templates = inheritedElements(representation, "SegmentTemplate");
        List<Element> lists = inheritedElements(representation, "SegmentList");
        if (!templates.isEmpty()) {
            return fromTemplate(representation, templates, id, bandwidth, periodDuration);
        }
        if (!lists.isEmpty()) {
            return fromList(representation, lists, periodDuration);
        }
        // SegmentBase, or nothing: all is in the file that BaseURL names, one segment for this reader
        return List.of(new Segment(
                path(representation),
                new Piece(resolve(representation, ""), Optional.empty()),
                Optional.empty(),
                periodDuration.orElse(Rational.ZERO),
                periodDuration.orElse(Rational.ZERO),
                false,
                encrypted(representation)));
    }

    private List<Segment> fromTemplate(
            Element representation,
            List<Element> templates,
            String id,
            long bandwidth,
            Optional<Rational> periodDuration)
            throws MalformedPlaylistException {
        Element place = templates.get(0);
        String media = attribute(templates, "media").orElseThrow(() -> malformed(place, "must have @media"));
        Optional<String> initialization = attribute(templates, "initialization");
        Optional<Piece> init = initialization.isEmpty()
                ? Optional.empty()
                : Optional.of(new Piece(
                        resolve(representation, fill(place, initialization.get(), id, bandwidth, 0, 0)),
                        Optional.empty()));
        long number = integer(
                place, "startNumber", attribute(templates, "startNumber").orElse("1"));
        List<Segment> segments = new ArrayList<>();
        for (Times times : times(templates, periodDuration, OptionalInt.empty())) {
            String name = fill(place, media, id, bandwidth, number++, times.start());
            segments.add(new Segment(
                    path(place) + ", segment " + segments.size(),
                    new Piece(resolve(representation, name), Optional.empty()),
                    init,
                    times.duration(),
                    times.precision(),
                    false,
                    encrypted(representation)));
        }
        return segments;
    }

    private List<Segment> fromList(Element representation, List<Element> lists, Optional<Rational> periodDuration)
            throws MalformedPlaylistException {
        Element list = lists.get(0);
        Optional<Piece> init = Optional.empty();
        for (Element element : first(lists, "Initialization")) {
            init = Optional.of(piece(representation, element, "sourceURL", "range"));
        }
        List<Element> urls = children(list, "SegmentURL");
        List<Times> times = times(lists, periodDuration, OptionalInt.of(urls.size()));
        if (times.size() != urls.size()) {
            throw malformed(list, "has %d SegmentURL but times for %d".formatted(urls.size(), times.size()));
        }
        List<Segment> segments = new ArrayList<>();
        for (Element url : urls) {
            Times time = times.get(segments.size());
            segments.add(new Segment(
                    path(url),
                    piece(representation, url, "media", "mediaRange"),
                    init,
                    time.duration(),
                    time.precision(),
                    false,
                    encrypted(representation)));
        }
        return segments;
    }

    private Piece piece(Element representation, Element element, String url, String range)
            throws MalformedPlaylistException {
        Path media = resolve(representation, element.getAttribute(url));
        String bytes = element.getAttribute(range);
        if (bytes.isEmpty()) {
            return new Piece(media, Optional.empty());
        }
        Matcher matcher = RANGE.matcher(bytes);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
            throw malformed(element, "@%s must be FIRST-LAST in bytes but was [%s]".formatted(range, bytes));
        }
        long first = Long.parseLong(matcher.group(1));
        return new Piece(media, Optional.of(new Piece.Range(first, Long.parseLong(matcher.group(2)) - first + 1)));
    }

    /**
     * When a segment is.
     *
     * @param start in ticks, as {@code $Time$} has it
     * @param duration in seconds
     * @param precision as in {@link Segment}
     */
    private record Times(long start, Rational duration, Rational precision) {}

    private List<Times> times(List<Element> elements, Optional<Rational> periodDuration, OptionalInt count)
            throws MalformedPlaylistException {
        Element place = elements.get(0);
        long timescale =
                positive(place, "timescale", attribute(elements, "timescale").orElse("1"));
        List<Element> timeline = first(elements, "SegmentTimeline");
        if (!timeline.isEmpty()) {
            return timeline(timeline.get(0), timescale, periodDuration);
        }
        long ticks = positive(
                place,
                "duration",
                attribute(elements, "duration")
                        .orElseThrow(() -> malformed(place, "must have @duration or a SegmentTimeline")));
        Rational duration = new Rational(ticks, timescale);
        if (count.isEmpty() && periodDuration.isEmpty()) {
            throw malformed(
                    place,
                    "has @duration, so MPD@mediaPresentationDuration or Period@duration must tell how many segments there are");
        }
        Rational length = periodDuration.orElse(duration.times(count.orElse(0)));
        Rational segments = length.dividedBy(duration);
        long number = count.isPresent() ? count.getAsInt() : limited(place, roundedUp(segments));
        List<Times> times = new ArrayList<>();
        for (long i = 0; i < number; i++) {
            Rational rest = length.minus(duration.times(i));
            // ISO/IEC 23009-1, 5.3.9.5.3: true durations may differ from the stated one by half of it
            times.add(new Times(
                    i * ticks, rest.signum() > 0 && rest.compareTo(duration) < 0 ? rest : duration, duration));
        }
        return times;
    }

    private List<Times> timeline(Element timeline, long timescale, Optional<Rational> periodDuration)
            throws MalformedPlaylistException {
        List<Times> times = new ArrayList<>();
        List<Element> entries = children(timeline, "S");
        long start = 0;
        for (int i = 0; i < entries.size(); i++) {
            Element entry = entries.get(i);
            if (entry.hasAttribute("t")) {
                start = integer(entry, "t", entry.getAttribute("t"));
            }
            long ticks = positive(entry, "d", required(entry, "d"));
            long repeat = entry.hasAttribute("r") ? integer(entry, "r", entry.getAttribute("r")) : 0;
            if (repeat < 0) {
                repeat = untilNext(entries, i, start, ticks, timescale, periodDuration) - 1;
            }
            limited(entry, times.size() + repeat + 1);
            for (long k = 0; k <= repeat; k++) {
                times.add(new Times(start, new Rational(ticks, timescale), new Rational(1, timescale)));
                start += ticks;
            }
        }
        return times;
    }

    /** ISO/IEC 23009-1, 5.3.9.6: a negative count repeats until the next entry starts, or the period ends. */
    private long untilNext(
            List<Element> entries, int index, long start, long ticks, long timescale, Optional<Rational> periodDuration)
            throws MalformedPlaylistException {
        Element entry = entries.get(index);
        Rational end;
        if (index + 1 < entries.size()) {
            Element next = entries.get(index + 1);
            end = Rational.of(integer(next, "t", required(next, "t")));
        } else {
            end = periodDuration
                    .orElseThrow(() -> malformed(entry, "@r is negative, so the duration of the period must be stated"))
                    .times(timescale);
        }
        Rational count = end.minus(Rational.of(start)).dividedBy(Rational.of(ticks));
        return Math.max(0, roundedUp(count));
    }

    private static long roundedUp(Rational value) {
        return -Math.floorDiv(-value.numerator(), value.denominator());
    }

    private long limited(Element place, long segments) throws MalformedPlaylistException {
        if (segments > MAX_SEGMENTS) {
            throw malformed(place, "tells of %d segments; this reader takes %d".formatted(segments, MAX_SEGMENTS));
        }
        return segments;
    }

    /** ISO/IEC 23009-1, 5.3.9.4.4. */
    private String fill(Element place, String template, String id, long bandwidth, long number, long time)
            throws MalformedPlaylistException {
        if (IDENTIFIER.matcher(template).replaceAll("").contains("$")) {
            throw malformed(
                    place,
                    "has [%s], where a [$] starts none of $RepresentationID$, $Number$, $Bandwidth$, $Time$, $$"
                            .formatted(template));
        }
        Matcher identifier = IDENTIFIER.matcher(template);
        StringBuilder name = new StringBuilder();
        int from = 0;
        while (identifier.find()) {
            name.append(template, from, identifier.start());
            String format = identifier.group(2) == null ? "%d" : identifier.group(2);
            switch (identifier.group(1)) {
                case "RepresentationID" -> name.append(id);
                case "Number" -> name.append(format.formatted(number));
                case "Bandwidth" -> name.append(format.formatted(bandwidth));
                case "Time" -> name.append(format.formatted(time));
                default -> name.append('$');
            }
            from = identifier.end();
        }
        return name.append(template.substring(from)).toString();
    }

    /** By the first {@code BaseURL} of each level, from the outside inwards. */
    private Path resolve(Element representation, String reference) throws MalformedPlaylistException {
        List<String> bases = new ArrayList<>();
        for (Node node = representation; node instanceof Element element; node = node.getParentNode()) {
            for (Element base : children(element, "BaseURL").stream().limit(1).toList()) {
                bases.add(0, base.getTextContent().strip());
            }
        }
        bases.add(reference);
        Path base = file;
        for (String url : bases) {
            if (!url.isEmpty()) {
                // A base that ends with a slash is a folder: what it names lies in it
                String inside = url.endsWith("/") ? url + "." : url;
                Path resolved = References.resolve(file, base, path(representation), inside);
                base = url.endsWith("/") ? resolved.resolve("x") : resolved;
            }
        }
        return base;
    }

    private static boolean encrypted(Element representation) {
        return !children(representation, "ContentProtection").isEmpty()
                || !children((Element) representation.getParentNode(), "ContentProtection")
                        .isEmpty();
    }

    // ---- elements and attributes

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getLocalName())) {
                children.add(element);
            }
        }
        return children;
    }

    /** The element of this name in a representation, its adaptation set and its period, the nearest first. */
    private static List<Element> inheritedElements(Element representation, String name) {
        List<Element> elements = new ArrayList<>();
        for (Node node = representation; node instanceof Element element; node = node.getParentNode()) {
            elements.addAll(children(element, name));
        }
        return elements;
    }

    /** The first child of this name, of the nearest element that has one; as a list of at most one. */
    private static List<Element> first(List<Element> elements, String child) {
        return elements.stream()
                .flatMap(element -> children(element, child).stream())
                .limit(1)
                .toList();
    }

    private static Optional<String> attribute(List<Element> elements, String name) {
        return elements.stream()
                .filter(element -> element.hasAttribute(name))
                .findFirst()
                .map(element -> element.getAttribute(name));
    }

    private static Optional<String> inherited(Element representation, String name) {
        return attribute(List.of(representation, (Element) representation.getParentNode()), name);
    }

    private String required(Element element, String name) throws MalformedPlaylistException {
        if (!element.hasAttribute(name)) {
            throw malformed(element, "must have @" + name);
        }
        return element.getAttribute(name);
    }

    private Optional<Rational> duration(Element element, String name) throws MalformedPlaylistException {
        if (!element.hasAttribute(name)) {
            return Optional.empty();
        }
        String text = element.getAttribute(name);
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches() || text.endsWith("T") || text.equals("P")) {
            throw malformed(
                    element,
                    "@%s must be days, hours, minutes and seconds as in [PT1H2M3.5S] but was [%s]"
                            .formatted(name, text));
        }
        return Optional.of(number(parts.group(1))
                .times(24)
                .plus(number(parts.group(2)))
                .times(60)
                .plus(number(parts.group(3)))
                .times(60)
                .plus(number(parts.group(4))));
    }

    private static Rational number(@Nullable String text) {
        return text == null ? Rational.ZERO : Rational.parse(text);
    }

    private Optional<Rational> frameRate(Element representation) throws MalformedPlaylistException {
        Optional<String> rate = inherited(representation, "frameRate");
        if (rate.isPresent() && !RATE.matcher(rate.get()).matches()) {
            throw malformed(
                    representation, "@frameRate must be as in [25] or [30000/1001] but was [%s]".formatted(rate.get()));
        }
        return rate.map(Rational::parse);
    }

    private OptionalInt size(Element representation, String name) throws MalformedPlaylistException {
        Optional<String> size = inherited(representation, name);
        if (size.isEmpty()) {
            return OptionalInt.empty();
        }
        long pixels = integer(representation, name, size.get());
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, pixels));
    }

    private long integer(Element element, String name, String value) throws MalformedPlaylistException {
        if (!INTEGER.matcher(value).matches()) {
            throw malformed(element, "@%s must be a whole number but was [%s]".formatted(name, value));
        }
        return Long.parseLong(value);
    }

    private long positive(Element element, String name, String value) throws MalformedPlaylistException {
        long number = integer(element, name, value);
        if (number <= 0) {
            throw malformed(element, "@%s must be above 0 but was [%s]".formatted(name, value));
        }
        return number;
    }

    /** As XPath has it, for instance {@code MPD/Period[1]/AdaptationSet[2]}. */
    private static String path(Element element) {
        if (!(element.getParentNode() instanceof Element parent)) {
            return element.getLocalName();
        }
        int number = 1 + children(parent, element.getLocalName()).indexOf(element);
        return "%s/%s[%d]".formatted(path(parent), element.getLocalName(), number);
    }

    private MalformedPlaylistException malformed(Element element, String problem) {
        return new MalformedPlaylistException(file, path(element), problem);
    }
}
