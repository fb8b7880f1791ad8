#include "wire/amf/read.hpp"

#include "wire/amf/marker.hpp"

namespace lyceum::amf {
namespace {

Failure refuse(std::string why) { return Failure(malformed("amf", std::move(why))); }

class Reader {
 public:
  explicit Reader(ByteReader& in) : in_(in) {}

  Result<Value> value(int depth) {
    if (++values_ > max_values) return refuse("more than " + std::to_string(max_values) + " values");
    LYCEUM_TRY(const std::uint8_t marker, in_.u8());
    switch (static_cast<Marker>(marker)) {
      case Marker::object:
        return object(depth, false);
      case Marker::ecma_array:
        LYCEUM_CHECK(in_.skip(4));  // count: a hint
        return object(depth, true);
      case Marker::typed_object: {
        LYCEUM_CHECK(text(2));  // class name
        return object(depth, false);
      }
      case Marker::strict_array:
        return array(depth);
      default:
        return plain(static_cast<Marker>(marker));
    }
  }

 private:
  Result<Value> plain(Marker marker) {
    switch (marker) {
      case Marker::number: {
        LYCEUM_TRY(const double number, in_.f64());
        return Value(number);
      }
      case Marker::boolean: {
        LYCEUM_TRY(const std::uint8_t truth, in_.u8());
        return Value(truth != 0);
      }
      case Marker::string:
        return text(2);
      case Marker::long_string:
      case Marker::xml_document:
        return text(4);
      case Marker::null:
        return Value();
      case Marker::undefined:
      case Marker::unsupported:
        return Value(Undefined{});
      case Marker::date: {
        LYCEUM_TRY(const double unix_ms, in_.f64());
        LYCEUM_CHECK(in_.skip(2));  // time zone, reserved
        return Value(Date{unix_ms});
      }
      default:
        return refuse("marker " + std::to_string(static_cast<int>(marker)));
    }
  }

  Result<Value> text(int length_bytes) {
    std::size_t length = 0;
    if (length_bytes == 2) {
      LYCEUM_TRY(length, in_.u16());
    } else {
      LYCEUM_TRY(length, in_.u32());
    }
    LYCEUM_TRY(const ByteView bytes, in_.view(length));
    return Value(std::string(as_text(bytes)));
  }

  Result<Value> object(int depth, bool ecma) {
    if (depth >= max_depth) return refuse("nested too deeply");
    Object object;
    object.ecma = ecma;
    while (!in_.at_end()) {
      LYCEUM_TRY(const std::size_t length, in_.u16());
      LYCEUM_TRY(const ByteView name, in_.view(length));
      if (length == 0 && at_object_end()) break;
      LYCEUM_TRY(Value member, value(depth + 1));
      object.members.push_back({std::string(as_text(name)), std::move(member)});
    }
    return Value(std::move(object));
  }

  bool at_object_end() {
    ByteReader ahead = in_;
    const auto marker = ahead.u8();
    if (!marker || *marker != static_cast<std::uint8_t>(Marker::object_end)) return false;
    in_ = ahead;
    return true;
  }

  Result<Value> array(int depth) {
    if (depth >= max_depth) return refuse("nested too deeply");
    LYCEUM_TRY(const std::uint32_t count, in_.u32());
    if (count > in_.remaining()) return refuse("array of " + std::to_string(count) + " values");
    Array array;
    for (std::uint32_t i = 0; i < count; ++i) {
      LYCEUM_TRY(Value element, value(depth + 1));
      array.push_back(std::move(element));
    }
    return Value(std::move(array));
  }

  ByteReader& in_;
  int values_ = 0;
};

}  // namespace

Result<Value> read_value(ByteReader& in) { return Reader(in).value(0); }

Result<Array> read_all(ByteView bytes) {
  ByteReader in(bytes);
  Reader reader(in);
  Array all;
  while (!in.at_end()) {
    LYCEUM_TRY(Value value, reader.value(0));
    all.push_back(std::move(value));
  }
  return all;
}

}  // namespace lyceum::amf
