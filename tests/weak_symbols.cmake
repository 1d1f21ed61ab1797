# cmake -DNM=... "-DOBJECTS=a.o|b.o" -P weak_symbols.cmake
#
# Each object of an instruction set must define exactly one global symbol, its table getter, and no
# weak one: of two weak copies the linker keeps any, and the one compiled with wide instructions
# would crash the whole program on an older processor.
string(REPLACE "|" ";" objects "${OBJECTS}")
if(NOT objects)
    message(FATAL_ERROR "no objects to look at")
endif()
foreach(object IN LISTS objects)
    execute_process(COMMAND ${NM} --demangle ${object} OUTPUT_VARIABLE symbols
                    COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCHALL "[^\n]+" lines "${symbols}")
    set(globals "")
    foreach(line IN LISTS lines)
        if(line MATCHES "^[0-9a-f]* *([VvWwu]) (.*)$")
            message(SEND_ERROR "${object}: weak symbol ${CMAKE_MATCH_2}")
        elseif(line MATCHES "^[0-9a-f]+ [A-Z] (.*)$")
            list(APPEND globals "${CMAKE_MATCH_1}")
        endif()
    endforeach()
    list(LENGTH globals count)
    if(NOT count EQUAL 1 OR NOT globals MATCHES "Kernels\\(\\)$")
        message(SEND_ERROR "${object}: the global symbols are [${globals}], not one table getter")
    endif()
endforeach()
