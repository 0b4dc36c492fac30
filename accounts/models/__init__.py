from accounts.models.mails import Mail
from accounts.models.people import Management, User, time_zones, validate_time_zone
from accounts.models.tokens import ApiToken

__all__ = ["ApiToken", "Mail", "Management", "User", "time_zones", "validate_time_zone"]
