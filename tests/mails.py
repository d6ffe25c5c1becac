"""What mails say, told by Python's own reader of messages: a JSON list, an entry a file.

    python3 mails.py FILES...
"""
import email, email.policy, json, sys

told = []
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    told.append({
        "headers": {name.lower(): str(value) for name, value in message.items()},
        "parts": {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()},
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
    })
print(json.dumps(told))
