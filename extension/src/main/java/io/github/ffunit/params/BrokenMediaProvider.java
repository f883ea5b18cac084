package io.github.ffunit.params;

import io.github.ffunit.fixtures.broken.BrokenMedia;
import io.github.ffunit.params.BrokenMediaSource.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;

/** The kinds that the annotation names. */
final class BrokenMediaProvider implements ArgumentsProvider, AnnotationConsumer<BrokenMediaSource> {

    private List<BrokenMedia> named = List.of();
    private Refusal refusal = Refusal.NOBODY;

    @Override
    public void accept(BrokenMediaSource annotation) {
        named = annotation.value().length == 0 ? BrokenMedia.all() : List.of(annotation.value());
        refusal = annotation.refusedBy();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ExtensionContext context) {
        List<BrokenMedia> kinds = named.stream().filter(this::isWanted).toList();
        if (kinds.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@BrokenMediaSource: none of %s is refused by %s; name others".formatted(named, refusal));
        }
        return kinds.stream().map(Arguments::of);
    }

    private boolean isWanted(BrokenMedia kind) {
        return switch (refusal) {
            case NOBODY -> true;
            case FFPROBE -> kind.ffprobeFails();
            case DECODING -> kind.decodingFails();
        };
    }
}
