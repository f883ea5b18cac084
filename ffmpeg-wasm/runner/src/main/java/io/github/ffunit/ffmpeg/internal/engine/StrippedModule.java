package io.github.ffunit.ffmpeg.internal.engine;

import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveElement;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.DataCountSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.SectionId;
import com.dylibso.chicory.wasm.types.StartSection;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What compiled classes need of the module that they were made of: everything but its code.
 *
 * <p>Chicory leaves a file with a body for each function that does nothing. {@link CompiledModule#wasmModule()} parses and
 * validates all of them and hashes the file, which is a third of the time of a JVM's first short run. The module was
 * validated when it was compiled, and nobody asks for the hash. And each {@link Instance} evaluates an expression for each
 * of 13,000 function pointers, which are constants; here they are numbers.
 */
final class StrippedModule {

    private static final FunctionBody NO_CODE = new FunctionBody(List.of(), List.of());

    private final List<Functions> table = new ArrayList<>();
    private final WasmModule module;

    private StrippedModule(InputStream file) {
        Parser.Builder parser = Parser.builder();
        for (int section = SectionId.TYPE; section <= SectionId.TAG; section++) {
            if (section != SectionId.CODE) {
                parser.includeSectionId(section);
            }
        }
        WasmModule.Builder builder = WasmModule.builder().withValidation(false);
        parser.build().parse(file, section -> add(builder, section));
        this.module = builder.build();
    }

    private StrippedModule(WasmModule module) {
        this.module = module;
    }

    /** Reads the file that the compiler put beside the class. */
    static StrippedModule read(Class<? extends CompiledModule> compiled) {
        String name = compiled.getSimpleName() + ".meta";
        try (InputStream file = compiled.getResourceAsStream(name)) {
            if (file == null) {
                throw new IOException("it is not there");
            }
            return new StrippedModule(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read [%s], which belongs to the class %s: the artifact ffunit-ffmpeg-module is damaged"
                            .formatted(name, compiled.getName()),
                    e);
        }
    }

    /** A module with all its parts. */
    static StrippedModule of(WasmModule module) {
        return new StrippedModule(module);
    }

    private void add(WasmModule.Builder builder, Section section) {
        if (section instanceof TypeSection types) {
            builder.setTypeSection(types);
        } else if (section instanceof ImportSection imports) {
            builder.setImportSection(imports);
        } else if (section instanceof FunctionSection functions) {
            builder.setFunctionSection(functions);
            builder.setCodeSection(noCode(functions.functionCount()));
        } else if (section instanceof TableSection tables) {
            builder.setTableSection(tables);
        } else if (section instanceof MemorySection memory) {
            builder.setMemorySection(memory);
        } else if (section instanceof GlobalSection globals) {
            builder.setGlobalSection(globals);
        } else if (section instanceof ExportSection exports) {
            builder.setExportSection(exports);
        } else if (section instanceof StartSection start) {
            builder.setStartSection(start);
        } else if (section instanceof ElementSection elements) {
            builder.setElementSection(withoutConstants(elements));
        } else if (section instanceof DataCountSection count) {
            builder.setDataCountSection(count);
        } else if (section instanceof DataSection data) {
            builder.setDataSection(data);
        } else if (section instanceof TagSection tags) {
            builder.setTagSection(tags);
        }
    }

    private static CodeSection noCode(int functions) {
        CodeSection.Builder code = CodeSection.builder();
        for (int i = 0; i < functions; i++) {
            code.addFunctionBody(NO_CODE);
        }
        return code.build();
    }

    /** Takes out what is a list of functions at a known place of the table. */
    private ElementSection withoutConstants(ElementSection elements) {
        ElementSection.Builder rest = ElementSection.builder();
        for (Element element : elements.elements()) {
            if (element instanceof ActiveElement active
                    && active.tableIndex() == 0
                    && isConstant(active.offset(), OpCode.I32_CONST)
                    && active.initializers().stream().allMatch(value -> isConstant(value, OpCode.REF_FUNC))) {
                table.add(new Functions(
                        (int) active.offset().get(0).operand(0),
                        active.initializers().stream()
                                .mapToInt(value -> (int) value.get(0).operand(0))
                                .toArray()));
            } else {
                rest.addElement(element);
            }
        }
        return rest.build();
    }

    private static boolean isConstant(List<Instruction> expression, OpCode code) {
        return expression.get(0).opcode() == code
                && (expression.size() == 1
                        || (expression.size() == 2 && expression.get(1).opcode() == OpCode.END));
    }

    /** What {@link Instance#builder} takes; the instance also needs {@link #fillTable}. */
    WasmModule module() {
        return module;
    }

    void fillTable(Instance instance) {
        for (Functions functions : table) {
            functions.copyTo(instance.table(0), instance);
        }
    }

    private static final class Functions {

        private final int offset;
        private final int[] numbers;

        Functions(int offset, int[] numbers) {
            this.offset = offset;
            this.numbers = numbers;
        }

        void copyTo(TableInstance table, Instance instance) {
            for (int i = 0; i < numbers.length; i++) {
                table.setRef(offset + i, numbers[i], instance);
            }
        }
    }
}
